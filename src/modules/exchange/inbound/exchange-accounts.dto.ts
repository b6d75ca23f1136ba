import { ApiProperty } from '@nestjs/swagger';

export class ExchangeAccountDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String, example: 'paper' })
  readonly venue: string;

  @ApiProperty({ type: String })
  readonly label: string;

  @ApiProperty({ enum: ['paper'], description: 'Whether orders there are real' })
  readonly environment: 'paper';

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;
}

export class BalanceDto {
  @ApiProperty({ type: String, example: 'USDT' })
  readonly currency: string;

  @ApiProperty({
    type: String,
    description: 'Cash with what perpetual positions have won or lost, or coins held',
  })
  readonly total: string;

  @ApiProperty({ type: String, description: 'Not held as margin' })
  readonly free: string;
}

export class VenuePositionDto {
  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ enum: ['long', 'short'] })
  readonly side: string;

  @ApiProperty({ type: String })
  readonly size: string;

  @ApiProperty({ type: String, description: 'Average entry, 12 decimals' })
  readonly averagePrice: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null where no price liquidates it' })
  readonly liquidationPrice: string | null;
}

export class VenueOrderDto {
  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ type: String })
  readonly clientOrderId: string;

  @ApiProperty({ enum: ['market', 'limit', 'stop-market', 'trigger'] })
  readonly type: string;

  @ApiProperty({ enum: ['buy', 'sell'] })
  readonly side: string;

  @ApiProperty({ type: String, nullable: true, description: 'Where it acts now; null for a market order' })
  readonly price: string | null;

  @ApiProperty({ type: String })
  readonly size: string;
}
