import { ApiProperty } from '@nestjs/swagger';

/** A message that a module could not handle, so that everything behind it in its key waits. */
export class DeadLetterDto {
  @ApiProperty({ type: String, example: 'orders.0190c6e0-7b7e-7000-8000-000000000000' })
  readonly id: string;

  @ApiProperty({ type: String, description: 'The module that could not handle it' })
  readonly module: string;

  @ApiProperty({ type: String, description: 'The module that recorded it' })
  readonly source: string;

  @ApiProperty({ type: String, example: 'positions.fill-recorded.v1' })
  readonly type: string;

  @ApiProperty({ type: String, description: 'Messages of one key are handled in their order' })
  readonly key: string;

  @ApiProperty({ type: 'integer', description: 'How often it was tried' })
  readonly attempts: number;

  @ApiProperty({ type: String, description: 'What the last attempt failed with' })
  readonly lastError: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly deadAt: string;

  @ApiProperty({ type: 'integer', description: 'Messages of its key that wait behind it' })
  readonly waiting: number;
}

export class RetriedDto {
  @ApiProperty({ enum: ['retrying'] })
  readonly status: 'retrying';
}
