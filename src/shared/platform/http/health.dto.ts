import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { JsonObject } from '../../pure/json.js';
import type { Mode } from './mode.js';

export class HealthDto {
  @ApiProperty({ enum: ['alive'] })
  readonly status: 'alive';

  @ApiProperty({ type: String })
  readonly version: string;
}

export class DependencyDto {
  @ApiProperty({ type: String, example: 'database' })
  readonly name: string;

  @ApiProperty({ type: Boolean })
  readonly ok: boolean;

  @ApiProperty({ type: Number, description: 'Milliseconds that the check took' })
  readonly latencyMs: number;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  readonly detail?: JsonObject;
}

export class ReadyDto {
  @ApiProperty({ enum: ['ready', 'not-ready', 'shutting-down'] })
  readonly status: 'ready' | 'not-ready' | 'shutting-down';

  @ApiProperty({
    enum: ['PAPER', 'READ_ONLY'],
    description:
      'PAPER: no order of this process reaches a real venue. READ_ONLY: a restored database waits for approval',
  })
  readonly mode: Mode;

  @ApiProperty({ type: String })
  readonly version: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null before the first candle',
  })
  readonly marketTime: string | null;

  @ApiProperty({ enum: ['SIMULATED', 'RECORDED', 'LIVE'], nullable: true })
  readonly marketSource: string | null;

  @ApiProperty({ type: [DependencyDto] })
  readonly dependencies: readonly DependencyDto[];
}
