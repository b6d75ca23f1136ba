import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import type { JsonObject } from '../../../shared/pure/json.js';
import { TIMES_IN_FORCE, type TimeInForce } from '../../../shared/pure/strategy/order.js';
import { PageQuery } from '../../../shared/platform/http/page.dto.js';
import type { FillView } from '../contracts/queries/list-order-fills.query.js';
import type { OrderEventView } from '../contracts/queries/list-order-events.query.js';
import {
  AMENDMENT_STATES,
  ORDER_STATUSES,
  type AmendmentState,
  type AmendmentView,
  type OrderStatus,
  type OrderView,
} from '../contracts/queries/list-orders.query.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const SYMBOL = /^[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}(?::[A-Z0-9]{1,20})?$/;
const SYMBOL_MEANING = 'a unified symbol such as BTC/USDT or BTC/USDT:USDT';
const DECIMAL = /^\d{1,18}(\.\d{1,18})?$/;
const DECIMAL_MEANING = 'a plain decimal as text, such as "0.001"';
const TYPES = ['market', 'limit', 'stop-market'] as const;
const SIDES = ['buy', 'sell'] as const;

export class PlaceOrderDto {
  @ApiProperty({ type: String })
  @IsString()
  @MaxLength(64)
  readonly accountId: string;

  @ApiProperty({ type: String, example: 'BTC/USDT:USDT', description: 'Unified symbol' })
  @Matches(SYMBOL, { message: SYMBOL_MEANING })
  readonly instrument: string;

  @ApiProperty({ enum: SIDES })
  @IsIn(SIDES)
  readonly side: (typeof SIDES)[number];

  @ApiProperty({ enum: TYPES })
  @IsIn(TYPES)
  readonly type: (typeof TYPES)[number];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Limit or trigger price; none for a market order',
  })
  @IsOptional()
  @Matches(DECIMAL, { message: DECIMAL_MEANING })
  readonly price?: string | null;

  @ApiProperty({ type: String, example: '0.001', description: 'In base units' })
  @Matches(DECIMAL, { message: DECIMAL_MEANING })
  readonly size: string;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'May only make the position smaller' })
  @MayBeMissing()
  @IsBoolean()
  readonly reduceOnly?: boolean;

  @ApiPropertyOptional({
    enum: TIMES_IN_FORCE,
    default: 'gtc',
    description:
      'Of a limit order. gtc rests until it is cancelled; ioc takes what it can when it becomes active and expires; fok takes all of it or nothing',
  })
  @MayBeMissing()
  @IsIn(TIMES_IN_FORCE)
  readonly timeInForce?: TimeInForce;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Of a limit order that rests: the venue refuses it where it would take',
  })
  @MayBeMissing()
  @IsBoolean()
  readonly postOnly?: boolean;
}

/** What is left out stays as it is. */
export class AmendOrderDto {
  @ApiPropertyOptional({ type: String, description: 'Limit or trigger price' })
  @ValidateIf(({ price, size }: AmendOrderDto) => price !== undefined || size === undefined)
  @Matches(DECIMAL, { message: DECIMAL_MEANING })
  readonly price?: string;

  @ApiPropertyOptional({
    type: String,
    example: '0.001',
    description:
      'What is to rest of what has not filled yet, in base units; what fills meanwhile is taken off',
  })
  @ValidateIf(({ price, size }: AmendOrderDto) => size !== undefined || price === undefined)
  @Matches(DECIMAL, { message: DECIMAL_MEANING })
  readonly size?: string;
}

export class AmendmentDto {
  @ApiProperty({
    enum: AMENDMENT_STATES,
    description:
      'pending until the order has ended; replaced: another took its place; filled: nothing was left; denied: the other was refused by a limit; ended: it ended otherwise, or the rest cannot be an order',
  })
  readonly state: AmendmentState;

  @ApiProperty({ type: String })
  readonly price: string;

  @ApiProperty({ type: String, description: 'What was to rest when it was wished for' })
  readonly size: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why no order took the place' })
  readonly code: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly details: JsonObject;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The order that took the place, or was denied when it should',
  })
  readonly successorId: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly endedAt: string | null;
}

export class OrdersQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, description: 'Orders of one bot' })
  @MayBeMissing()
  @IsString()
  @MaxLength(64)
  readonly instanceId?: string;

  @ApiPropertyOptional({ enum: ORDER_STATUSES })
  @MayBeMissing()
  @IsIn(ORDER_STATUSES)
  readonly status?: OrderStatus;
}

export class OrderDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly clientOrderId: string;

  @ApiProperty({ type: String, nullable: true })
  readonly venueOrderId: string | null;

  @ApiProperty({ type: String })
  readonly accountId: string;

  @ApiProperty({ type: String, example: 'BTC/USDT:USDT' })
  readonly instrument: string;

  @ApiProperty({ enum: ['hyper-rsi', 'grid', 'manual'] })
  readonly strategy: OrderView['strategy'];

  @ApiProperty({ type: String, nullable: true })
  readonly instanceId: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Number of the cycle of its instance' })
  readonly cycleId: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly leg: string | null;

  @ApiProperty({ enum: SIDES })
  readonly side: OrderView['side'];

  @ApiProperty({ enum: [...TYPES, 'trigger', 'liquidation'] })
  readonly type: OrderView['type'];

  @ApiProperty({ type: String, nullable: true })
  readonly price: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null where the whole position is meant' })
  readonly size: string | null;

  @ApiProperty({ type: String })
  readonly filledSize: string;

  @ApiProperty({ type: String, nullable: true })
  readonly averagePrice: string | null;

  @ApiProperty({ enum: ORDER_STATUSES })
  readonly status: OrderStatus;

  @ApiProperty({ enum: TIMES_IN_FORCE, nullable: true, description: 'Of a limit order; null for all others' })
  readonly timeInForce: TimeInForce | null;

  @ApiProperty({ type: Boolean, description: 'Refused by the venue where it would take' })
  readonly postOnly: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it was denied, rejected or cancelled, or has expired',
  })
  readonly code: string | null;

  @ApiProperty({ type: Boolean })
  readonly reduceOnly: boolean;

  @ApiProperty({ type: String })
  readonly reason: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The order whose place it took when that was changed',
  })
  readonly replaces: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The order that took its place when it was changed',
  })
  readonly replacedBy: string | null;

  @ApiProperty({ type: AmendmentDto, nullable: true, description: 'The wish to change it' })
  readonly amendment: AmendmentDto | null;

  @ApiProperty({ type: 'integer', description: 'Rises with everything that happens to it; also the ETag' })
  readonly version: number;

  @ApiProperty({ type: String })
  readonly correlationId: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Wall time; fills carry market time' })
  readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updatedAt: string;
}

export class FillDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly orderId: string;

  @ApiProperty({ type: String })
  readonly tradeId: string;

  @ApiProperty({ type: String })
  readonly price: string;

  @ApiProperty({ type: String })
  readonly size: string;

  @ApiProperty({ type: String, description: 'Negative for a rebate' })
  readonly fee: string;

  @ApiProperty({ type: String })
  readonly feeCurrency: string;

  @ApiProperty({ enum: ['maker', 'taker'] })
  readonly liquidity: FillView['liquidity'];

  @ApiProperty({ type: String, format: 'date-time', description: 'Market time' })
  readonly at: string;
}

export class OrderEventDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'Wall time' })
  readonly at: string;

  @ApiProperty({ enum: ORDER_STATUSES })
  readonly status: OrderStatus;

  @ApiProperty({ type: String, nullable: true })
  readonly code: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly details: JsonObject;
}

const amendmentDto = ({ createdAt, endedAt, ...amendment }: AmendmentView): AmendmentDto => ({
  ...amendment,
  createdAt: new Date(createdAt).toISOString(),
  endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
});

export const orderDto = (order: OrderView): OrderDto => ({
  id: order.orderId,
  clientOrderId: order.clientOrderId,
  venueOrderId: order.venueOrderId,
  accountId: order.accountId,
  instrument: order.symbol,
  strategy: order.strategy,
  instanceId: order.instanceId,
  cycleId: order.cycle === null ? null : String(order.cycle),
  leg: order.leg,
  side: order.side,
  type: order.type,
  price: order.price,
  size: order.size,
  filledSize: order.filledSize,
  averagePrice: order.averagePrice,
  status: order.status,
  code: order.code,
  reduceOnly: order.reduceOnly,
  timeInForce: order.timeInForce,
  postOnly: order.postOnly,
  reason: order.reason,
  replaces: order.replaces,
  replacedBy: order.replacedBy,
  amendment: order.amendment === null ? null : amendmentDto(order.amendment),
  version: order.version,
  correlationId: order.correlationId,
  createdAt: new Date(order.createdAt).toISOString(),
  updatedAt: new Date(order.updatedAt).toISOString(),
});

export const fillDto = ({ position: _, at, ...fill }: FillView): FillDto => ({
  ...fill,
  at: new Date(at).toISOString(),
});

export const orderEventDto = ({ position: _, at, ...event }: OrderEventView): OrderEventDto => ({
  ...event,
  at: new Date(at).toISOString(),
});
