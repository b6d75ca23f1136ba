import type { OrdersTables } from '../../store/orders/orders-tables.js';
import type { VenueTrade } from '../../venue/book-order.js';
import type { Venue } from '../../venue/venue.js';
import type { LostTimeOracle } from '../lost-time-oracle.js';
import type { SpotOracle } from '../spot-oracle.js';

/** What the program is held against, and what it is allowed. */
export interface OrdersOracleParts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
  readonly nowMs: () => number;
  /** The largest value that one account may have in one instrument. */
  readonly mostNotional: () => bigint;
  /** The venue's clock and ours may differ by so much. */
  readonly clockOffMs: number;
  /** Repairs of one bot within an hour after which it has to be halted. */
  readonly repairsPerHour: number;
  /** Null where the database never goes back. */
  readonly lost: LostTimeOracle | null;
  /** Since when the host of all processes is on; 0 when it was never off. */
  readonly hostOnSinceMs: () => number;
  /** Whether nobody can know of a trade any more, and nobody could in time. */
  readonly isForgotten: (trade: VenueTrade) => boolean;
}

/** The same as each family of invariants has it. */
export interface FamilyParts extends OrdersOracleParts {
  readonly spot: SpotOracle;
  readonly breaks: (invariant: string, details: string) => void;
}
