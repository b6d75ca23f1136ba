import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsObject, IsString, Length, Matches, ValidateNested } from 'class-validator';
import type { JsonObject } from '../../shared/pure/json.js';
import { TIMEFRAMES, type Timeframe } from '../../shared/pure/time/timeframe.js';
import type { Summary } from '../result/backtest-result.js';
import { USUAL } from '../setup/request.js';
import type { JobProgress, JobStatus } from './job.js';
import { MayBeMissing } from '../../shared/platform/http/may-be-missing.decorator.js';

const AMOUNT = /^(?!0+(?:\.0+)?$)\d{1,18}(?:\.\d{1,18})?$/;
const RATE = /^-?0(?:\.\d{1,12})?$/;
const BPS = /^\d{1,4}(?:\.\d{1,8})?$/;
const RATE_MEANING = 'a fraction as a decimal, such as 0.0005';
const ISO = { strict: true, strictSeparator: true } as const;
const TIME = { type: String, format: 'date-time' } as const;
const JSON_OBJECT = { type: 'object', additionalProperties: true } as const;

export class CandlesBody {
  @ApiProperty({ type: String, example: 'paper' })
  @IsString()
  @Length(1, 40)
  readonly venue: string;

  @ApiProperty({ type: String, example: 'BTC/USDT:USDT' })
  @IsString()
  @Length(1, 60)
  readonly symbol: string;

  @ApiProperty({ enum: TIMEFRAMES, description: 'The path inside a decision candle; the finer, the truer' })
  @IsIn(TIMEFRAMES)
  readonly timeframe: Timeframe;

  @ApiPropertyOptional({ ...TIME, description: 'First open time; left out: all that is stored' })
  @MayBeMissing()
  @IsISO8601(ISO)
  readonly from?: string;

  @ApiPropertyOptional({ ...TIME, description: 'Open times before this; left out: up to the newest candle' })
  @MayBeMissing()
  @IsISO8601(ISO)
  readonly to?: string;
}

export class BacktestBody {
  @ApiProperty({ enum: ['hyper-rsi', 'grid'] })
  @IsIn(['hyper-rsi', 'grid'])
  readonly strategy: 'hyper-rsi' | 'grid';

  @ApiProperty({ type: CandlesBody, description: 'Which stored candles' })
  @IsObject()
  @ValidateNested()
  @Type(() => CandlesBody)
  readonly candles: CandlesBody;

  @ApiProperty({
    ...JSON_OBJECT,
    description: 'Settings of the strategy; what is left out takes its default',
  })
  @IsObject()
  readonly settings: JsonObject;

  @ApiPropertyOptional({ ...JSON_OBJECT, description: 'Left out: as the venue lists it' })
  @MayBeMissing()
  @IsObject()
  readonly instrument?: JsonObject;

  @ApiPropertyOptional({ enum: TIMEFRAMES, description: 'Overrides the timeframe of the settings' })
  @MayBeMissing()
  @IsIn(TIMEFRAMES)
  readonly timeframe?: Timeframe;

  @ApiPropertyOptional({ ...TIME, description: 'Candles before it only warm indicators' })
  @MayBeMissing()
  @IsISO8601(ISO)
  readonly from?: string;

  @ApiPropertyOptional({ type: String, default: USUAL.cash })
  @MayBeMissing()
  @Matches(AMOUNT, { message: 'an amount above 0 as a decimal' })
  readonly cash: string = USUAL.cash;

  @ApiPropertyOptional({ type: String, default: USUAL.maker, description: 'Maker fee, a fraction' })
  @MayBeMissing()
  @Matches(RATE, { message: RATE_MEANING })
  readonly maker: string = USUAL.maker;

  @ApiPropertyOptional({ type: String, default: USUAL.taker, description: 'Taker fee, a fraction' })
  @MayBeMissing()
  @Matches(RATE, { message: RATE_MEANING })
  readonly taker: string = USUAL.taker;

  @ApiPropertyOptional({ type: String, default: USUAL.slippageBps })
  @MayBeMissing()
  @Matches(BPS, { message: 'basis points as a decimal, such as 2' })
  readonly slippageBps: string = USUAL.slippageBps;

  @ApiPropertyOptional({ enum: ['touch', 'through'], default: USUAL.fill })
  @MayBeMissing()
  @IsIn(['touch', 'through'])
  readonly fill: 'touch' | 'through' = USUAL.fill;

  @ApiPropertyOptional({ type: String, description: 'Funding every 8 hours, a fraction; left out: none' })
  @MayBeMissing()
  @Matches(RATE, { message: RATE_MEANING })
  readonly fundingRate?: string;
}

export class ProgressDto {
  @ApiProperty({ enum: ['waiting', 'reading', 'running', 'writing', 'finished'] })
  readonly phase: JobProgress['phase'];

  @ApiProperty({ type: 'integer', description: 'Candles of the phase that are behind it' })
  readonly done: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Candles of the phase; null while not known' })
  readonly total: number | null;
}

export class BacktestErrorDto {
  @ApiProperty({ type: String, example: 'backtest-refused' })
  readonly code: string;

  @ApiProperty({ type: String })
  readonly message: string;
}

export class TestedCandlesDto {
  @ApiProperty({ type: String })
  readonly venue: string;

  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ enum: TIMEFRAMES })
  readonly timeframe: string;

  @ApiProperty({ ...TIME, nullable: true, description: 'Null: from the first stored candle' })
  readonly from: string | null;

  @ApiProperty(TIME)
  readonly to: string;
}

export class BacktestDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ enum: ['hyper-rsi', 'grid'] })
  readonly strategy: string;

  @ApiProperty({ type: TestedCandlesDto })
  readonly candles: TestedCandlesDto;

  @ApiProperty({ ...JSON_OBJECT, description: 'As they were given' })
  readonly settings: JsonObject;

  @ApiProperty({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
  readonly status: JobStatus;

  @ApiProperty({ type: ProgressDto })
  readonly progress: ProgressDto;

  @ApiProperty({ type: BacktestErrorDto, nullable: true })
  readonly error: BacktestErrorDto | null;

  @ApiProperty({ ...JSON_OBJECT, nullable: true, description: 'The statistics; null until it is done' })
  readonly summary: Summary | null;

  @ApiProperty({ type: String, nullable: true, description: 'Equal runs have equal digests' })
  readonly digest: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where the report is; null until it is done' })
  readonly report: string | null;

  @ApiProperty(TIME)
  readonly createdAt: string;

  @ApiProperty({ ...TIME, nullable: true })
  readonly startedAt: string | null;

  @ApiProperty({ ...TIME, nullable: true })
  readonly finishedAt: string | null;
}
