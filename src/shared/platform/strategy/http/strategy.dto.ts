import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsString, Length } from 'class-validator';
import type { JsonObject } from '../../../pure/json.js';
import type { InstanceState } from '../../../pure/strategy/instance.js';

const STATES = [
  'created',
  'running',
  'stopping',
  'stopped',
  'failed',
] as const satisfies readonly InstanceState[];

const JSON_OBJECT = { type: 'object', additionalProperties: true } as const;

/** Settings are read, and refused field by field, by the strategy itself. */
export class SettingsBody {
  @ApiProperty({ ...JSON_OBJECT, description: 'What it leaves out takes its default' })
  @IsObject()
  readonly settings: JsonObject;
}

export class CreateInstanceBody extends SettingsBody {
  @ApiProperty({ type: String })
  @IsString()
  @Length(1, 100)
  readonly accountId: string;

  @ApiProperty({ type: String, description: 'Unique among your bots of this kind', example: 'My first bot' })
  @IsString()
  @Length(1, 60)
  readonly name: string;
}

export class StopBody {
  @ApiProperty({
    enum: ['close', 'keep'],
    description:
      '`close`: cancel orders and close the position, also what a stopped bot has kept; `keep`: cancel orders and keep the position',
  })
  @IsIn(['close', 'keep'])
  readonly mode: 'close' | 'keep';
}

export class InstanceDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ enum: ['hyper-rsi', 'grid'] })
  readonly strategy: string;

  @ApiProperty({ type: String })
  readonly name: string;

  @ApiProperty({ type: String })
  readonly accountId: string;

  @ApiProperty({ type: String })
  readonly venue: string;

  @ApiProperty({ type: String })
  readonly instrument: string;

  @ApiProperty({ type: String })
  readonly timeframe: string;

  @ApiProperty({ enum: STATES })
  readonly state: InstanceState;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it failed or stopped by itself; null otherwise',
  })
  readonly stateReason: string | null;

  @ApiProperty(JSON_OBJECT)
  readonly settings: JsonObject;

  @ApiProperty({ type: 'integer' })
  readonly settingsVersion: number;

  @ApiProperty({ type: 'integer', description: 'Rises at each start and stop' })
  readonly epoch: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'End of the last candle decided',
  })
  readonly lastDecidedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;
}

export class GateDto {
  @ApiProperty({ type: String })
  readonly gate: string;

  @ApiProperty({ type: String })
  readonly value: string;

  @ApiProperty({ type: String })
  readonly threshold: string;

  @ApiProperty({ enum: ['passed', 'refused'] })
  readonly verdict: string;
}

export class EvaluationDto {
  @ApiProperty({ type: String, example: 'entry-long' })
  readonly subject: string;

  @ApiProperty({ type: String, description: 'The gate that refused, or `passed`' })
  readonly outcome: string;

  @ApiProperty({ type: [GateDto] })
  readonly gates: readonly GateDto[];
}

export class DecisionDto {
  @ApiProperty({ type: String })
  readonly timeframe: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly candleOpen: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Market time' })
  readonly decidedAt: string;

  @ApiProperty({ type: String })
  readonly correlationId: string;

  @ApiProperty({ type: [EvaluationDto] })
  readonly evaluations: readonly EvaluationDto[];

  @ApiProperty({
    type: 'array',
    items: JSON_OBJECT,
    description: 'Legs placed and cancelled, and notes, in order',
  })
  readonly effects: readonly JsonObject[];
}

export class ReactionDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'Market time' })
  readonly at: string;

  @ApiProperty({ ...JSON_OBJECT, description: 'The fill, ended order or request that it answered' })
  readonly cause: JsonObject;

  @ApiProperty({ type: String })
  readonly correlationId: string;

  @ApiProperty({ type: 'array', items: JSON_OBJECT })
  readonly effects: readonly JsonObject[];
}

export class StatusDto extends InstanceDto {
  @ApiProperty({ type: () => DecisionDto, nullable: true, description: 'The newest decision that is kept' })
  readonly lastDecision: DecisionDto | null;

  @ApiProperty({ type: [ReactionDto], description: 'What it did between decisions, newest first' })
  readonly reactions: readonly ReactionDto[];
}

export class PerformanceDto {
  @ApiProperty({ type: String })
  readonly realisedPnl: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null while no mark price is known' })
  readonly floatingPnl: string | null;

  @ApiProperty({ type: String })
  readonly fees: string;

  @ApiProperty({ type: String, description: 'Received positive, paid negative' })
  readonly funding: string;

  @ApiProperty({ type: String, nullable: true, description: 'realised + floating + funding - fees' })
  readonly total: string | null;

  @ApiProperty({ type: 'integer' })
  readonly fills: number;

  @ApiProperty({ type: 'integer', description: 'Decisions that are kept' })
  readonly decisions: number;

  @ApiProperty({ type: 'integer', description: 'Decisions that placed an order' })
  readonly signals: number;
}

export class InstanceOrderDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly clientOrderId: string;

  @ApiProperty({ type: String, nullable: true })
  readonly venueOrderId: string | null;

  @ApiProperty({ type: String })
  readonly accountId: string;

  @ApiProperty({ type: String })
  readonly instrument: string;

  @ApiProperty({ type: String })
  readonly strategy: string;

  @ApiProperty({ type: String, nullable: true })
  readonly instanceId: string | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Position cycle or generation' })
  readonly cycleId: number | null;

  @ApiProperty({ type: String, nullable: true })
  readonly leg: string | null;

  @ApiProperty({ enum: ['buy', 'sell'] })
  readonly side: string;

  @ApiProperty({ type: String })
  readonly type: string;

  @ApiProperty({ type: String, nullable: true })
  readonly price: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly size: string | null;

  @ApiProperty({ type: String })
  readonly filledSize: string;

  @ApiProperty({ type: String, nullable: true })
  readonly averagePrice: string | null;

  @ApiProperty({ type: String })
  readonly status: string;

  @ApiProperty({ type: Boolean })
  readonly reduceOnly: boolean;

  @ApiProperty({ type: String })
  readonly reason: string;

  @ApiProperty({ type: String })
  readonly correlationId: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt: string;
}
