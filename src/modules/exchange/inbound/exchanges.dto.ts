import { ApiProperty } from '@nestjs/swagger';
import { TIMEFRAMES } from '../../../shared/pure/time/timeframe.js';

export class ExchangeDto {
  @ApiProperty({ type: String, example: 'paper' })
  readonly venue: string;

  @ApiProperty({ enum: ['paper'], description: 'Whether orders there are real' })
  readonly environment: 'paper';
}

export class ExchangeStatusDto extends ExchangeDto {
  @ApiProperty({ enum: ['generated', 'recorded', 'live'], description: 'Where its prices come from' })
  readonly source: string;

  @ApiProperty({ enum: ['waiting', 'running', 'standby', 'ended'] })
  readonly state: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'End of the last closed candle' })
  readonly marketTime: string;

  @ApiProperty({ enum: TIMEFRAMES, description: 'Of its finest candles' })
  readonly timeframe: string;

  @ApiProperty({ type: [String], example: ['BTC/USDT', 'BTC/USDT:USDT'] })
  readonly symbols: readonly string[];

  @ApiProperty({ type: Number, nullable: true, description: 'Most candles a second; null for a live market' })
  readonly speed: number | null;
}

export class PriceBandDto {
  @ApiProperty({ type: String, description: 'Lowest price of the band' })
  readonly from: string;

  @ApiProperty({ type: String })
  readonly tick: string;
}

export class MarketDto {
  @ApiProperty({ type: String, example: 'BTC/USDT:USDT' })
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

  @ApiProperty({ type: 'integer', description: 'Decimals of fees and funding' })
  readonly quoteScale: number;

  @ApiProperty({ type: String, nullable: true, description: 'Null on spot' })
  readonly maintenanceRate: string | null;

  @ApiProperty({ type: [PriceBandDto], nullable: true, description: 'Null: one tick at every price' })
  readonly priceBands: readonly PriceBandDto[] | null;
}
