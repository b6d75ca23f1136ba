import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetOrder } from '../contracts/queries/get-order.query.js';
import { ListOrderEvents, type OrderEventView } from '../contracts/queries/list-order-events.query.js';
import { ListOrderFills, type FillView } from '../contracts/queries/list-order-fills.query.js';
import { ListOrders, type OrderView } from '../contracts/queries/list-orders.query.js';
import { OrderReads } from './ports/order-reads.port.js';

const MAX_ROWS = 201;

const capped = (limit: number): number => Math.min(Math.max(1, limit), MAX_ROWS);

@QueryHandler(ListOrders)
export class ListOrdersHandler implements IQueryHandler<ListOrders> {
  constructor(private readonly reads: OrderReads) {}

  execute({ data }: ListOrders): Promise<readonly OrderView[]> {
    return this.reads.list({ ...data, limit: capped(data.limit) });
  }
}

@QueryHandler(GetOrder)
export class GetOrderHandler implements IQueryHandler<GetOrder> {
  constructor(private readonly reads: OrderReads) {}

  execute({ data }: GetOrder): Promise<OrderView | null> {
    return this.reads.get(data.userId, data.orderId);
  }
}

@QueryHandler(ListOrderFills)
export class ListOrderFillsHandler implements IQueryHandler<ListOrderFills> {
  constructor(private readonly reads: OrderReads) {}

  execute({ data }: ListOrderFills): Promise<readonly FillView[] | null> {
    return this.reads.fills({ ...data, limit: capped(data.limit) });
  }
}

@QueryHandler(ListOrderEvents)
export class ListOrderEventsHandler implements IQueryHandler<ListOrderEvents> {
  constructor(private readonly reads: OrderReads) {}

  execute({ data }: ListOrderEvents): Promise<readonly OrderEventView[] | null> {
    return this.reads.events({ ...data, limit: capped(data.limit) });
  }
}
