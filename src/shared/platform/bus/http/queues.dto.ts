import { ApiProperty } from '@nestjs/swagger';

/** What of one module's records has not gone its way yet. */
export class RecordQueueDto {
  @ApiProperty({ type: String, example: 'orders' })
  readonly module: string;

  @ApiProperty({ type: 'integer', description: 'Recorded, not handed on yet' })
  readonly outbox: number;

  @ApiProperty({ type: 'integer', description: 'Received, not handled yet' })
  readonly inbox: number;

  @ApiProperty({ type: 'integer', description: 'Could not be handled: see the dead letters' })
  readonly dead: number;

  @ApiProperty({ type: 'integer', description: 'Milliseconds that the oldest of them has waited' })
  readonly oldestMs: number;
}

export class QueuesDto {
  @ApiProperty({ type: [RecordQueueDto] })
  readonly records: readonly RecordQueueDto[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: { type: 'integer' } },
    description:
      'Wake-ups by queue and state; null when the queue does not answer: it only wakes, rows are the work',
    nullable: true,
    example: { bus: { waiting: 0, active: 1, delayed: 0, failed: 0 } },
  })
  readonly wakeUps: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
}
