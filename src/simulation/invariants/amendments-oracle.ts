import { isEnded, unitsOfText } from '../../modules/orders/domain/index.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import type { BookOrder } from '../venue/book-order.js';
import type { Venue } from '../venue/venue.js';

/**
 * Orders that people change: the one that takes the place of another never stands beside it, both together are never more than
 * was wanted, and no wish is left open.
 */
export class AmendmentsOracle {
  constructor(
    private readonly tables: OrdersTables,
    private readonly venue: Venue,
    private readonly breaks: (invariant: string, details: string) => void,
  ) {}

  /** The venue has taken an order. */
  accepted({ accountId, clientOrderId }: BookOrder): void {
    const { amendments, intents } = this.tables;
    if (amendments.size === 0) return;
    const order = this.tables.byClientId(accountId, clientOrderId);
    const wish = order === undefined ? undefined : amendments.by('amendment_successor_id_key', order.orderId);
    const old = wish === undefined ? undefined : intents.get(wish.orderId);
    if (old === undefined) return;
    const stands = this.venue.openOrders.some(
      (one) => one.accountId === accountId && one.clientOrderId === old.clientOrderId,
    );
    if (stands)
      this.breaks('I2 an order is not changed twice', `${clientOrderId} beside ${old.clientOrderId}`);
  }

  /** In the end; null when nothing is left to be done. */
  unsettled(): string | null {
    const { amendments, intents } = this.tables;
    for (const { orderId, state, successorId, size, filledBefore } of amendments.all()) {
      if (state === 'pending') return `the change of ${orderId} is still wanted`;
      const old = intents.get(orderId)!;
      if (!isEnded(old.status)) return `${old.clientOrderId} was changed and is ${old.status}`;
      if (state !== 'replaced') continue;
      const wanted = unitsOfText(size) + unitsOfText(filledBefore);
      const both = unitsOfText(old.filledSize) + unitsOfText(intents.get(successorId!)!.size!);
      if (both > wanted)
        this.breaks(
          'I9 a changed order is not more than was wanted',
          `${old.clientOrderId}: ${both} of ${wanted}`,
        );
    }
    return null;
  }
}
