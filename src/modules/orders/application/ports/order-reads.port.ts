import type {
  InstanceFill,
  ListInstanceFillsData,
} from '../../contracts/queries/list-instance-fills.query.js';
import type {
  InstanceOrder,
  ListInstanceOrdersData,
} from '../../contracts/queries/list-instance-orders.query.js';
import type { ListOrderEventsData, OrderEventView } from '../../contracts/queries/list-order-events.query.js';
import type { FillView, ListOrderFillsData } from '../../contracts/queries/list-order-fills.query.js';
import type { ListOrdersData, OrderView } from '../../contracts/queries/list-orders.query.js';

/** What people see of their orders. Every read is of one user's rows. */
export abstract class OrderReads {
  abstract list(query: ListOrdersData): Promise<readonly OrderView[]>;
  abstract get(userId: string, orderId: string): Promise<OrderView | null>;
  abstract fills(query: ListOrderFillsData): Promise<readonly FillView[] | null>;
  abstract fillsOfInstance(query: ListInstanceFillsData): Promise<readonly InstanceFill[]>;
  abstract ordersOfInstance(query: ListInstanceOrdersData): Promise<readonly InstanceOrder[]>;
  abstract events(query: ListOrderEventsData): Promise<readonly OrderEventView[] | null>;
}
