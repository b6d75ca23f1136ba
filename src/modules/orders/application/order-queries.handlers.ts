import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetOrder } from '../contracts/queries/get-order.query.js';
import { ListInstanceFills, type InstanceFill } from '../contracts/queries/list-instance-fills.query.js';
import { ListInstanceOrders, type InstanceOrder } from '../contracts/queries/list-instance-orders.query.js';
import { ListOrderEvents, type OrderEventView } from '../contracts/queries/list-order-events.query.js';
import { ListOrderFills, type FillView } from '../contracts/queries/list-order-fills.query.js';
import { ListOrders, type OrderView } from '../contracts/queries/list-orders.query.js';
import { OrderReads } from './ports/order-reads.port.js';

const MAX_ROWS = 201;
/** Of lists that the program reads by itself. */
const MAX_OF_INSTANCE = 1_000;

const capped = (limit: number, most = MAX_ROWS): number => Math.min(Math.max(1, limit), most);

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

@QueryHandler(ListInstanceFills)
export class ListInstanceFillsHandler implements IQueryHandler<ListInstanceFills> {
  constructor(private readonly reads: OrderReads) {}

  execute({ data }: ListInstanceFills): Promise<readonly InstanceFill[]> {
    return this.reads.fillsOfInstance({ ...data, limit: capped(data.limit, MAX_OF_INSTANCE) });
  }
}

@QueryHandler(ListInstanceOrders)
export class ListInstanceOrdersHandler implements IQueryHandler<ListInstanceOrders> {
  constructor(private readonly reads: OrderReads) {}

  execute({ data }: ListInstanceOrders): Promise<readonly InstanceOrder[]> {
    return this.reads.ordersOfInstance({ ...data, limit: capped(data.limit, MAX_OF_INSTANCE) });
  }
}
