import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import { opposite } from '../../../shared/pure/strategy/order.js';
import { ListOrders, type OrderView } from '../../orders/contracts/queries/list-orders.query.js';
import { readSize, type Life } from '../domain/index.js';
import { ifAnswered } from './if-answered.js';
import type { HeldPosition } from './ports/position-store.port.js';

const PAGE = 200;

/** Whose position it is, and how much of it there is on which side. */
type Covered = Pick<HeldPosition, 'userId' | 'accountId' | 'symbol' | 'instanceId'> & {
  readonly life: Pick<Life, 'side' | 'size'>;
};

/**
 * How much of an open position its resting stop orders would close, never more than its size; null while orders does not
 * answer. Whole-bot triggers are not counted: an order does not say whether its trigger closes or only cancels.
 */
export async function protectedSizeOf(bus: Bus, position: Covered): Promise<bigint | null> {
  const resting = await openOrders(bus, position);
  if (resting === null) return null;
  const covered = resting
    .filter((order) => protects(order, position))
    .reduce((sum, order) => sum + rest(order), 0n);
  return covered < position.life.size ? covered : position.life.size;
}

async function openOrders(bus: Bus, { userId, instanceId }: Covered): Promise<readonly OrderView[] | null> {
  const orders: OrderView[] = [];
  for (;;) {
    const after = orders.at(-1)?.orderId ?? null;
    const query = new ListOrders({ userId, instanceId, status: 'open', after, limit: PAGE });
    const page: readonly OrderView[] | null = await ifAnswered(bus.ask(query));
    if (page === null) return null;
    orders.push(...page);
    if (page.length < PAGE) return orders;
  }
}

function protects(order: OrderView, { accountId, symbol, instanceId, life }: Covered): boolean {
  return (
    order.type === 'stop-market' &&
    order.accountId === accountId &&
    order.symbol === symbol &&
    order.instanceId === instanceId &&
    order.side === closingSide(life)
  );
}

export const closingSide = ({ side }: Pick<Life, 'side'>) => opposite(side === 'long' ? 'buy' : 'sell');

const rest = ({ size, filledSize }: OrderView): bigint =>
  size === null ? 0n : readSize(size) - readSize(filledSize);
