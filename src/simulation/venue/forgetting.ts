import type { VenueMemory } from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import type { Draws } from '../kernel/draws.js';
import type { Faults } from '../process/faults.js';
import { isSpot } from '../../modules/orders/domain/index.js';
import type { BookOrder, VenueTrade } from './book-order.js';

/** After their end, when they have filled nothing. */
const UNFILLED_MS = [10_000, 40_000] as const;
/** Whoever was away comes back when the windows have passed. */
const AWAY_MS = [30_000, 50_000] as const;
/** Longer than anybody needs who is there, whatever fails. */
const THERE_MS = [150_000, 200_000] as const;
/** What is traded for coins is in every list. */
const FOR_EVER_MS = Number.MAX_SAFE_INTEGER;
/** Orders that have filled are known for so long beyond their executions. */
const BEYOND_MS = [0, 15_000] as const;

/**
 * What a venue does not tell any more; everything that rests it does. It forgets no trade of spot, nor an order that has made one: what
 * is held there says nothing of it.
 */
export class Forgetting {
  constructor(
    /** Null for a venue that forgets nothing. */
    readonly remembers: VenueMemory | null,
    /** After their end, when they have filled something. */
    private readonly filledMs: number,
  ) {}

  /** Whether nobody finds the order any more. */
  ofOrder({ symbol, end, child, filled }: BookOrder, asOfMs: number): boolean {
    const last = child === undefined ? end : (child?.end ?? null);
    if (this.remembers === null || last === null) return false;
    if (filled > 0n && isSpot(symbol)) return false;
    return asOfMs - last.atMs > (filled > 0n ? this.filledMs : this.remembers.unfilledMs);
  }

  /** Whether no list has the trade any more. */
  ofTrade({ symbol, atMs }: VenueTrade, asOfMs: number): boolean {
    return this.remembers !== null && !isSpot(symbol) && asOfMs - atMs > this.remembers.executionsMs;
  }

  /** What the venue says of its memory to an account. */
  toldTo({ isOfSpot }: { readonly isOfSpot: boolean }): VenueMemory | null {
    const { remembers } = this;
    return remembers === null || !isOfSpot ? remembers : { ...remembers, executionsMs: FOR_EVER_MS };
  }
}

export const FORGETS_NOTHING = new Forgetting(null, Number.POSITIVE_INFINITY);

/**
 * How a venue forgets in this world: cancelled orders first, and executions within moments only where everybody is away for longer.
 * @param isLeft whether all processes are gone for a while
 */
export function plannedForgetting(draws: Draws, faults: Faults, isLeft: boolean): Forgetting {
  if (!faults.strikes('history-window', 'venue')) return FORGETS_NOTHING;
  const [from, to] = isLeft ? AWAY_MS : THERE_MS;
  const executionsMs = draws.whole('executions are remembered', from, to);
  const unfilledMs = draws.whole('unfilled orders are remembered', ...UNFILLED_MS);
  const filledMs = executionsMs + draws.whole('filled orders are remembered', ...BEYOND_MS);
  return new Forgetting({ unfilledMs: Math.min(unfilledMs, executionsMs), executionsMs }, filledMs);
}
