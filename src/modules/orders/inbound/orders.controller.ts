import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { ApiIfMatch, ETag, IfMatch } from '../../../shared/platform/http/etag.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { AmendOrder } from '../contracts/commands/amend-order.command.js';
import { CancelOrder } from '../contracts/commands/cancel-order.command.js';
import { GetOrder } from '../contracts/queries/get-order.query.js';
import { ListOrderEvents } from '../contracts/queries/list-order-events.query.js';
import { ListOrderFills } from '../contracts/queries/list-order-fills.query.js';
import { ListOrders } from '../contracts/queries/list-orders.query.js';
import { orderAsked, requestKeyOf } from './order-asked.js';
import {
  AmendOrderDto,
  FillDto,
  fillDto,
  OrderDto,
  orderDto,
  OrderEventDto,
  orderEventDto,
  OrdersQuery,
  PlaceOrderDto,
} from './orders.dto.js';

const ORDERS = 'orders';
const FILLS = 'order-fills';
const EVENTS = 'order-events';

const versionOf = ({ version }: OrderDto): number => version;

@ApiTags('orders')
@Access('viewer')
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly bus: Bus,
    private readonly ids: Ids,
  ) {}

  @Post()
  @Access('trader')
  @ApiOperation({ summary: 'Place an order; what a limit denies is answered with its code and its numbers' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key never makes a second order',
  })
  @ApiCreatedResponse({ type: OrderDto })
  @ApiProblems('validation-failed', 'unknown-instrument', 'refused')
  async place(
    @CurrentUser() { userId }: SignedIn,
    @Body() body: PlaceOrderDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<OrderDto> {
    const order = orderAsked(userId, body, requestKeyOf(key, this.ids));
    return orderDto(valueOrProblem(await this.bus.ask(order)));
  }

  @Get()
  @ApiOperation({ summary: 'Orders, newest first' })
  @ApiOkResponse({ type: PageDto(OrderDto) })
  @ApiProblems('validation-failed', 'invalid-cursor')
  async list(@CurrentUser() { userId }: SignedIn, @Query() query: OrdersQuery): Promise<Page<OrderDto>> {
    const { limit, instanceId = null, status = null } = query;
    const after = query.cursor === undefined ? null : String(positionIn(ORDERS, query.cursor));
    const orders = await this.bus.ask(
      new ListOrders({ userId, instanceId, status, after, limit: limit + 1 }),
    );
    return pageOf(ORDERS, orders.map(orderDto), limit, ({ id }) => [id]);
  }

  @Get(':id')
  @ETag(versionOf)
  @ApiOperation({ summary: 'One order' })
  @ApiOkResponse({ type: OrderDto })
  @ApiProblems('not-found')
  async get(@CurrentUser() { userId }: SignedIn, @Param('id') orderId: string): Promise<OrderDto> {
    return orderDto(found(await this.bus.ask(new GetOrder({ userId, orderId })), orderId));
  }

  @Get(':id/fills')
  @ApiOperation({ summary: 'Fills of one order, oldest first' })
  @ApiOkResponse({ type: PageDto(FillDto) })
  @ApiProblems('not-found', 'validation-failed', 'invalid-cursor')
  async fills(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') orderId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<FillDto>> {
    const after = cursor === undefined ? null : Number(positionIn(FILLS, cursor));
    const fills = found(
      await this.bus.ask(new ListOrderFills({ userId, orderId, after, limit: limit + 1 })),
      orderId,
    );
    const { items, nextCursor } = pageOf(FILLS, fills, limit, ({ position }) => [position]);
    return { items: items.map(fillDto), nextCursor };
  }

  @Get(':id/events')
  @ApiOperation({ summary: 'History of one order, oldest first' })
  @ApiOkResponse({ type: PageDto(OrderEventDto) })
  @ApiProblems('not-found', 'validation-failed', 'invalid-cursor')
  async events(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') orderId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<OrderEventDto>> {
    const after = cursor === undefined ? null : Number(positionIn(EVENTS, cursor));
    const request = new ListOrderEvents({ userId, orderId, after, limit: limit + 1 });
    const events = found(await this.bus.ask(request), orderId);
    const { items, nextCursor } = pageOf(EVENTS, events, limit, ({ position }) => [position]);
    return { items: items.map(orderEventDto), nextCursor };
  }

  @Patch(':id')
  @Access('trader')
  @ETag(versionOf)
  @ApiIfMatch()
  @ApiOperation({
    summary:
      'Change price or rest of a resting order made by hand: it is cancelled, then another takes its place (replacedBy)',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key never changes it twice',
  })
  @ApiOkResponse({ type: OrderDto, description: 'The order with the wish to change it; see `amendment`' })
  @ApiProblems(
    ...(['validation-failed', 'not-found', 'order-of-bot', 'order-ended', 'order-does-not-rest'] as const),
    ...(['order-being-changed', 'refused'] as const),
  )
  async amend(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') orderId: string,
    @IfMatch() ifVersion: number | null,
    @Body() { price, size }: AmendOrderDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<OrderDto> {
    const requestKey = requestKeyOf(key, this.ids);
    const wish = { price: price ?? null, size: size ?? null, ifVersion, requestKey };
    return orderDto(valueOrProblem(await this.bus.ask(new AmendOrder({ userId, orderId, ...wish }))));
  }

  @Delete(':id')
  @Access('trader')
  @ApiOperation({ summary: 'Ask for the end of an order; one that has ended stays as it is' })
  @ApiOkResponse({ type: OrderDto })
  @ApiProblems('not-found')
  async cancel(@CurrentUser() { userId }: SignedIn, @Param('id') orderId: string): Promise<OrderDto> {
    return orderDto(valueOrProblem(await this.bus.ask(new CancelOrder({ userId, orderId }))));
  }
}

function found<Value>(value: Value | null, orderId: string): Value {
  if (value === null) throw ProblemException.of('not-found', { orderId });
  return value;
}

const positionIn = (list: string, cursor: string): string | number =>
  valueOrProblem(decodeCursor(list, cursor))[0] ?? '';
