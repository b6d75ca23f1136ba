import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsISO8601, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { TIMEFRAMES, type Timeframe } from '../../../shared/pure/time/timeframe.js';
import { wholeNumber } from '../../../shared/platform/http/page.dto.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const SYMBOL = /^[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}(?::[A-Z0-9]{1,20})?$/;
const SYMBOL_MEANING = 'a unified symbol such as BTC/USDT or BTC/USDT:USDT';
const MOST_LEVELS = 100;

export class SymbolQuery {
  @ApiProperty({ type: String, example: 'BTC/USDT', description: 'Unified symbol' })
  @Matches(SYMBOL, { message: SYMBOL_MEANING })
  readonly symbol: string;
}

export class SymbolsQuery {
  @ApiProperty({ type: String, example: 'BTC/USDT,BTC/USDT:USDT', description: 'Unified symbols, by commas' })
  @IsString()
  @MaxLength(2_000)
  readonly symbols: string;
}

export class SearchQuery {
  @ApiPropertyOptional({ type: String, example: 'BTC', description: 'Part of a symbol, base or quote' })
  @MayBeMissing()
  @IsString()
  @MaxLength(40)
  readonly q?: string;
}

export class OrderBookQuery extends SymbolQuery {
  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 1, maximum: MOST_LEVELS, default: 20 },
    description: 'Most levels of each side',
  })
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(MOST_LEVELS)
  readonly depth: number = 20;
}

class SeriesQuery extends SymbolQuery {
  @ApiProperty({ enum: TIMEFRAMES, example: '5m' })
  @IsIn(TIMEFRAMES)
  readonly timeframe: Timeframe;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Open times before this' })
  @MayBeMissing()
  @IsISO8601({ strict: true })
  readonly to?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 200 })
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly limit: number = 200;
}

export class CandlesQuery extends SeriesQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'First open time; newest candles without it',
  })
  @MayBeMissing()
  @IsISO8601({ strict: true })
  readonly from?: string;

  @ApiPropertyOptional({ type: String, description: 'nextCursor of the page before; opaque' })
  @MayBeMissing()
  @IsString()
  @MaxLength(1024)
  readonly cursor?: string;
}

export class IndicatorQuery extends SeriesQuery {
  @ApiProperty({ type: String, example: 'rsi', description: 'rsi, sma, ema, atr, bollinger or adx' })
  @IsString()
  @MaxLength(20)
  readonly name: string;

  @ApiPropertyOptional({ type: String, description: 'Length; the usual one of the indicator without it' })
  @MayBeMissing()
  @IsString()
  @MaxLength(10)
  readonly length?: string;

  @ApiPropertyOptional({ type: String, description: 'Deviations of the Bollinger bands; 2 without it' })
  @MayBeMissing()
  @IsString()
  @MaxLength(10)
  readonly deviations?: string;
}

export class CandleDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly openTime: string;

  @ApiProperty({ type: String, example: '60000.12' })
  readonly open: string;

  @ApiProperty({ type: String })
  readonly high: string;

  @ApiProperty({ type: String })
  readonly low: string;

  @ApiProperty({ type: String })
  readonly close: string;

  @ApiProperty({ type: String, description: 'In base units' })
  readonly volume: string;
}

export class IndicatorPointDto {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly openTime: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number', nullable: true },
    description: 'Each output of the indicator; null before its warm-up',
    example: { rsi: 41.7 },
  })
  readonly values: Readonly<Record<string, number | null>>;
}

export class IndicatorDto {
  @ApiProperty({ type: String })
  readonly name: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { length: 14 } })
  readonly parameters: Readonly<Record<string, number>>;

  @ApiProperty({ type: [IndicatorPointDto] })
  readonly items: readonly IndicatorPointDto[];
}

export class TickerDto {
  @ApiProperty({ type: String })
  readonly venue: string;

  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ type: String, description: 'Last price' })
  readonly last: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Time of the price' })
  readonly at: string;

  @ApiProperty({ type: 'integer', description: 'Age of the price by the clock of its market' })
  readonly ageMs: number;
}

export class TickerListDto {
  @ApiProperty({ type: [TickerDto] })
  readonly items: readonly TickerDto[];
}

export class BookLevelDto {
  @ApiProperty({ type: String })
  readonly price: string;

  @ApiProperty({ type: String, description: 'In base units' })
  readonly size: string;
}

export class OrderBookDto {
  @ApiProperty({ type: String })
  readonly venue: string;

  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ type: [BookLevelDto], description: 'Highest price first' })
  readonly bids: readonly BookLevelDto[];

  @ApiProperty({ type: [BookLevelDto], description: 'Lowest price first' })
  readonly asks: readonly BookLevelDto[];

  @ApiProperty({ type: String, format: 'date-time', description: 'When the venue told it' })
  readonly at: string;
}

export class InstrumentDto {
  @ApiProperty({ type: String })
  readonly venue: string;

  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ enum: ['spot', 'perpetual'] })
  readonly kind: string;

  @ApiProperty({ type: String })
  readonly base: string;

  @ApiProperty({ type: String })
  readonly quote: string;

  @ApiProperty({ type: String, description: 'Smallest price step' })
  readonly tick: string;

  @ApiProperty({ type: String, description: 'Smallest size step' })
  readonly lot: string;

  @ApiProperty({ type: String })
  readonly minSize: string;

  @ApiProperty({ type: String, description: 'Smallest size x price' })
  readonly minNotional: string;
}

export class InstrumentListDto {
  @ApiProperty({ type: [InstrumentDto] })
  readonly items: readonly InstrumentDto[];
}
