import { formatMoney } from '../../shared/pure/numbers/money.js';
import { FORGOTTEN, isEnded, unitsOfText } from '../../modules/orders/domain/index.js';
import type { RowChange } from '../store/memory-database.js';
import { laneKey, type IntentRow, type OrdersTables } from '../store/orders/orders-tables.js';
import type { BookOrder, VenueTrade } from '../venue/book-order.js';
import type { Venue } from '../venue/venue.js';
import { SHOWN_WITHIN_MS } from './orders/ledger-oracle.js';
import { NOTHING_HELD, wasHeld } from './was-held.js';

/** Code of an order that rested and is not shown any more. */
const GONE = 'gone-at-venue';
/** Whoever comes back has looked everywhere after this, at the latest. */
const LOOKED_WITHIN_MS = 60_000;

export interface ForgettingOracleParts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
  readonly nowMs: () => number;
  /** Since when the host of all processes is on; 0 when it was never off. */
  readonly hostOnSinceMs: () => number;
  readonly breaks: (invariant: string, details: string) => void;
}

/**
 * What is concluded of orders that are not shown: the venue forgets, its journal does not. What it has accepted was never "never
 * accepted", a stop whose child is under way is there, and an order of which nobody tells any more ends when what is held is booked.
 */
export class ForgettingOracle {
  constructor(private readonly parts: ForgettingOracleParts) {}

  /** A transaction of orders was committed. */
  committed(changes: readonly RowChange[]): void {
    for (const { table, before, after } of changes) {
      if (table !== 'intent' || before === undefined || after === undefined) continue;
      const [was, is] = [before as IntentRow, after as IntentRow];
      if (was.status !== is.status && isEnded(is.status) && is.status !== 'filled') this.hasEnded(was, is);
    }
  }

  /** No list has it any more, and when it still was in one nobody was there, or had the time to look. */
  isForgotten = (trade: VenueTrade): boolean => {
    const { venue, nowMs, hostOnSinceMs } = this.parts;
    const { forgetting } = venue;
    return (
      forgetting.ofTrade(trade, nowMs()) &&
      trade.atMs <= hostOnSinceMs() &&
      forgetting.ofTrade(trade, hostOnSinceMs() + LOOKED_WITHIN_MS)
    );
  };

  private hasEnded(was: IntentRow, is: IntentRow): void {
    const { venue, nowMs, breaks } = this.parts;
    const { accountId, clientOrderId, status, code } = is;
    const order = venue.known(accountId, clientOrderId, nowMs());
    if (order === undefined || isEnded(was.status)) return;
    if (status === 'absent')
      breaks('I2 what was accepted is not taken for never accepted', `${clientOrderId} is ${status}`);
    if (isUnderWay(order))
      breaks('I15 a triggered stop is not a missing one', `${clientOrderId} is ${status} (${code})`);
    if (code === FORGOTTEN || code === GONE) this.isBooked(is, order);
  }

  /** What nobody tells any more is part of what is held all the same. */
  private isBooked(row: IntentRow, { filled, end }: BookOrder): void {
    const { tables, venue, nowMs, breaks } = this.parts;
    const { clientOrderId } = row;
    if (end === null) breaks('I3 every live order is known', `${clientOrderId} rests and is taken for over`);
    if (filled === unitsOfText(row.filledSize) || !this.isUntold(row)) return;
    const ours = tables.lanes.get(laneKey(row)) ?? NOTHING_HELD;
    const theirs = wasHeld(venue, row, ours, nowMs() - SHOWN_WITHIN_MS);
    if (ours.position !== theirs.position || ours.short !== theirs.short)
      breaks(
        'I1 what is forgotten is held all the same',
        `${clientOrderId} had filled ${formatMoney(filled)} when it was taken for over`,
      );
  }

  /** Whether it has filled something that no list has any more. */
  private isUntold({ accountId, clientOrderId }: IntentRow): boolean {
    const { venue, nowMs } = this.parts;
    return venue.trades.some(
      (trade) =>
        trade.accountId === accountId &&
        trade.clientOrderId === clientOrderId &&
        venue.forgetting.ofTrade(trade, nowMs()),
    );
  }
}

const isUnderWay = ({ end, child }: BookOrder): boolean =>
  end?.status === 'triggered' && child !== undefined && (child === null || child.end === null);
