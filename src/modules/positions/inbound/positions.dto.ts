import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { PERCENT_OF_POSITION } from '../../../shared/pure/market/part-of.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const MONEY = { type: String, example: '12.5' } as const;

export class PositionDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly accountId: string;

  @ApiProperty({ type: String, example: 'paper' })
  readonly venue: string;

  @ApiProperty({ type: String, example: 'BTC/USDT:USDT' })
  readonly instrument: string;

  @ApiProperty({ enum: ['hyper-rsi', 'grid', 'manual'] })
  readonly strategy: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for what is traded by hand' })
  readonly instanceId: string | null;

  @ApiProperty({ enum: ['long', 'short'] })
  readonly side: string;

  @ApiProperty({ type: String, description: 'In base units; 0 once it is closed', example: '0.005' })
  readonly size: string;

  @ApiProperty({ type: String, description: 'The largest it has been' })
  readonly maxSize: string;

  @ApiProperty({ type: String, description: 'Average entry, 12 decimals rounded half up' })
  readonly averagePrice: string;

  @ApiProperty({ type: String, nullable: true, description: 'Last price; null while none is known' })
  readonly markPrice: string | null;

  @ApiProperty({ ...MONEY, description: 'Gross, of what has been closed' })
  readonly realisedPnl: string;

  @ApiProperty({ ...MONEY, nullable: true, description: 'At the mark; null while none is known' })
  readonly floatingPnl: string | null;

  @ApiProperty({ ...MONEY, description: 'Received positive, paid negative' })
  readonly funding: string;

  @ApiProperty(MONEY)
  readonly fees: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where there is none, or none is known now',
  })
  readonly liquidationPrice: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How much of it resting stop orders would close; null while that is not known',
  })
  readonly protectedSize: string | null;

  @ApiProperty({ type: String, format: 'date-time', description: 'Market time' })
  readonly openedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it is open' })
  readonly closedAt: string | null;
}

export class DayPnlDto {
  @ApiProperty(MONEY)
  readonly realisedPnl: string;

  @ApiProperty(MONEY)
  readonly fees: string;

  @ApiProperty(MONEY)
  readonly funding: string;

  @ApiProperty({ ...MONEY, description: 'realised + funding - fees' })
  readonly net: string;
}

export class PnlDto {
  @ApiProperty({ type: String, example: 'USDT' })
  readonly currency: string;

  @ApiProperty({ type: 'integer' })
  readonly openPositions: number;

  @ApiProperty(MONEY)
  readonly realisedPnl: string;

  @ApiProperty({ ...MONEY, nullable: true, description: 'Null while a mark is not known' })
  readonly floatingPnl: string | null;

  @ApiProperty(MONEY)
  readonly fees: string;

  @ApiProperty({ ...MONEY, description: 'Received positive, paid negative' })
  readonly funding: string;

  @ApiProperty({ ...MONEY, nullable: true, description: 'realised + floating + funding - fees' })
  readonly total: string | null;

  @ApiProperty({ type: DayPnlDto, description: 'What the UTC day of market time has added' })
  readonly today: DayPnlDto;
}

export class InstancePnlDto extends PnlDto {
  @ApiProperty({ enum: ['hyper-rsi', 'grid', 'manual'] })
  readonly strategy: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for what is traded by hand' })
  readonly instanceId: string | null;

  @ApiProperty({ type: String, example: 'paper' })
  readonly venue: string;

  @ApiProperty({ type: String, example: 'BTC/USDT' })
  readonly instrument: string;
}

export class PnlReportDto {
  @ApiProperty({ type: String, format: 'date', description: 'UTC day of market time' })
  readonly day: string;

  @ApiProperty({ type: [PnlDto], description: 'Everything together, one for each currency' })
  readonly totals: readonly PnlDto[];

  @ApiProperty({ type: [InstancePnlDto], description: 'By strategy, instance, venue and instrument' })
  readonly items: readonly InstancePnlDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Cursor of the next items; null on the last page',
  })
  readonly nextCursor: string | null;
}

export class ExposureDto {
  @ApiProperty({ type: String, example: 'paper' })
  readonly venue: string;

  @ApiProperty({ type: String, example: 'BTC/USDT' })
  readonly instrument: string;

  @ApiProperty({ type: String, example: 'USDT' })
  readonly currency: string;

  @ApiProperty({ type: 'integer' })
  readonly positions: number;

  @ApiProperty({ type: String })
  readonly longSize: string;

  @ApiProperty({ type: String })
  readonly shortSize: string;

  @ApiProperty({ type: String, description: 'Long less short' })
  readonly netSize: string;

  @ApiProperty({ type: String, nullable: true })
  readonly markPrice: string | null;

  @ApiProperty({ ...MONEY, nullable: true, description: 'Long and short together, at the mark' })
  readonly grossNotional: string | null;

  @ApiProperty({ ...MONEY, nullable: true, description: 'Long less short, at the mark' })
  readonly netNotional: string | null;
}

export class ExposureListDto {
  @ApiProperty({ type: [ExposureDto] })
  readonly items: readonly ExposureDto[];
}

export class ClosingBody {
  @ApiPropertyOptional({
    type: String,
    default: '100',
    example: '50',
    description:
      'How much of it: > 0 and at most 100, in percent with at most 2 decimals; floored to the lot',
  })
  @MayBeMissing()
  @IsString()
  @Matches(PERCENT_OF_POSITION, { message: 'a decimal > 0 and <= 100 with at most 2 decimals' })
  readonly percent?: string;
}

export class ClosingDto {
  @ApiProperty({ type: String, description: 'The order that closes it' })
  readonly orderId: string;

  @ApiProperty({ type: String })
  readonly clientOrderId: string;

  @ApiProperty({ type: String, description: 'Status of that order' })
  readonly status: string;
}
