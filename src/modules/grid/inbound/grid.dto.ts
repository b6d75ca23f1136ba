import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsString, Length, Matches } from 'class-validator';
import type { JsonObject } from '../../../shared/pure/json.js';
import { PerformanceDto, SettingsBody } from '../../../shared/platform/strategy/http/strategy.dto.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const RATE = /^-?0(?:\.\d{1,8})?$/;
const RATE_MEANING = 'a rate as a decimal, such as 0.0005';

export class PreviewBody extends SettingsBody {
  @ApiProperty({ type: String, description: 'Account whose venue and balance it is worked out for' })
  @IsString()
  @Length(1, 100)
  readonly accountId: string;

  @ApiPropertyOptional({ type: String, default: '0.0002', description: 'Maker fee to work with' })
  @MayBeMissing()
  @Matches(RATE, { message: RATE_MEANING })
  readonly makerRate: string = '0.0002';

  @ApiPropertyOptional({ type: String, default: '0.0005', description: 'Taker fee to work with' })
  @MayBeMissing()
  @Matches(RATE, { message: RATE_MEANING })
  readonly takerRate: string = '0.0005';
}

export class AdjustBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The settings that change, nested ones whole; what it leaves out stays as it is',
  })
  @IsObject()
  readonly settings: JsonObject;
}

const JSON_OBJECT = { type: 'object', additionalProperties: true } as const;

export class StepDto {
  @ApiProperty({ type: 'integer' })
  readonly cell: number;

  @ApiProperty({ type: String })
  readonly lower: string;

  @ApiProperty({ type: String })
  readonly upper: string;

  @ApiProperty({ type: String, description: 'In base units' })
  readonly size: string;

  @ApiProperty({ type: String, description: 'Value of the sell, quote' })
  readonly amount: string;

  @ApiProperty({ type: String, description: 'What a pair earns after both maker fees, quote' })
  readonly profit: string;
}

export class DepthDto {
  @ApiProperty({ enum: ['long', 'short'] })
  readonly side: string;

  @ApiProperty({ type: 'integer' })
  readonly filled: number;

  @ApiProperty({ type: String })
  readonly price: string;

  @ApiProperty({ type: String })
  readonly margin: string;

  @ApiProperty({ type: String, nullable: true })
  readonly liquidation: string | null;
}

export class WorstCaseDto {
  @ApiProperty({ type: String })
  readonly lowerEdge: string;

  @ApiProperty({ type: String })
  readonly upperEdge: string;
}

export class RefusalDto {
  @ApiProperty({ type: String })
  readonly code: string;

  @ApiProperty({ type: String })
  readonly message: string;

  @ApiProperty(JSON_OBJECT)
  readonly details: JsonObject;
}

/** What a person sees before Start. */
export class GridPreviewDto {
  @ApiProperty({ type: String, description: 'Last price it was worked out at' })
  readonly price: string;

  @ApiProperty({ type: [String] })
  readonly lines: readonly string[];

  @ApiProperty({ type: 'integer', description: 'The line that would wait' })
  readonly waitingLine: number;

  @ApiProperty({ type: String })
  readonly initialSize: string;

  @ApiProperty({ type: [StepDto] })
  readonly steps: readonly StepDto[];

  @ApiProperty({ type: WorstCaseDto, description: 'Loss at each edge with every cell of its side open' })
  readonly worstCase: WorstCaseDto;

  @ApiProperty({ type: [DepthDto] })
  readonly depth: readonly DepthDto[];

  @ApiProperty({ type: Boolean })
  readonly mayUseWholeEquity: boolean;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Of the last 90 days, how many left the range',
  })
  readonly daysOutside: number | null;

  @ApiProperty({ type: [RefusalDto], description: 'What forbids a start right now' })
  readonly refusals: readonly RefusalDto[];
}

export class LevelDto {
  @ApiProperty({ type: 'integer', description: 'Number of the cell; its orders are named after it' })
  readonly cell: number;

  @ApiProperty({ type: String })
  readonly lower: string;

  @ApiProperty({ type: String })
  readonly upper: string;

  @ApiProperty({ type: String })
  readonly size: string;

  @ApiProperty({ enum: ['buy', 'sell'], description: 'What it does first of every pair' })
  readonly opens: string;

  @ApiProperty({ enum: ['buy', 'sell', 'initial', 'idle', 'barred', 'missing', 'done'] })
  readonly order: string;

  @ApiProperty({ type: String })
  readonly filled: string;

  @ApiProperty({ type: String })
  readonly held: string;
}

export class PauseBody {
  @ApiProperty({
    enum: ['keep', 'cancel'],
    description:
      '`keep`: orders rest where they are, what fills is counted and not answered; `cancel`: they are cancelled',
  })
  @IsIn(['keep', 'cancel'])
  readonly orders: 'keep' | 'cancel';
}

export class LevelsDto {
  @ApiProperty({ enum: ['waiting', 'running', 'changing', 'paused', 'stopping', 'stopped'] })
  readonly phase: string;

  @ApiProperty({ type: 'integer', description: 'Rises with every edit and every recentring' })
  readonly generation: number;

  @ApiProperty({ type: String, nullable: true, description: 'Lower edge of the range as it stands' })
  readonly lower: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly upper: string | null;

  @ApiProperty({ type: 'integer', description: 'Whole levels that the range has followed the market up' })
  readonly shift: number;

  @ApiProperty({ type: Boolean })
  readonly inRange: boolean;

  @ApiProperty({ type: 'integer', nullable: true, description: 'State of the trend filter, -2..2' })
  readonly trend: number | null;

  @ApiProperty({ type: [LevelDto], description: 'Lowest first' })
  readonly items: readonly LevelDto[];
}

export class JustHoldingDto {
  @ApiProperty({ type: String, description: 'Decision close at which it last started' })
  readonly startPrice: string;

  @ApiProperty({ type: String, description: 'Taker fee once, quote' })
  readonly profit: string;

  @ApiProperty({ type: Number, description: 'Percent of the investment' })
  readonly returnPct: number;
}

export class PairsDto {
  @ApiProperty({ type: 'integer', description: 'The one that trades now' })
  readonly generation: number;

  @ApiProperty({ type: 'integer', description: 'Finished pairs' })
  readonly count: number;

  @ApiProperty({ type: String, description: 'Of finished pairs, after their fees' })
  readonly gridProfit: string;

  @ApiProperty({ type: String, description: 'Open inventory at the mark, before fees' })
  readonly floatingPnl: string;

  @ApiProperty({ type: String, description: 'Fees of fills that are in no finished pair yet' })
  readonly unpairedFees: string;
}

/** Profit and loss of a grid, beside what just holding would have brought and what the venue says. */
export class GridPerformanceDto extends PerformanceDto {
  @ApiProperty({ type: String, nullable: true, description: 'Last price; null while there is none' })
  readonly markPrice: string | null;

  @ApiProperty({
    type: JustHoldingDto,
    nullable: true,
    description: 'The investment, bought at the price of the last start and held; null before it',
  })
  readonly justHolding: JustHoldingDto | null;

  @ApiProperty({
    type: PairsDto,
    nullable: true,
    description:
      'The run over all its generations: total = gridProfit + floatingPnl + funding - unpairedFees; null before its start, and where an earlier generation of it was not kept',
  })
  readonly pairs: PairsDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "Floating P&L by the venue's own average entry; null while it shows no position",
  })
  readonly venueFloatingPnl: string | null;
}
