import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Adjustment, BookedPosition } from '../../domain/holdings.js';
import type { LaneHalt } from '../../domain/risk/approve.js';
import type { LaneName } from './intent.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';

export interface ReconciledAccount {
  readonly accountId: string;
  readonly userId: string;
  readonly venue: string;
}

/** A lane as our books have it. */
export interface BookedLane extends BookedPosition {
  readonly symbol: string;
  readonly halt: LaneHalt | null;
  /**
   * Orders of it are on their way, or of unknown fate that may be found out, or something that was told of it is not booked yet.
   */
  readonly busy: boolean;
  /** Ids of its orders of which their venue has forgotten what became of them, in their order: what is held decides. */
  readonly forgotten: readonly string[];
}

/** A lane whose row is locked. */
export interface LockedLane extends BookedLane {
  /** How many fills, foreign executions and adjustments its position is the sum of. */
  readonly entries: number;
  /** Last known price, plain decimal; null while none is known. */
  readonly mark: string | null;
}

export interface NewAdjustment extends Adjustment {
  /** The same however often, and by whomever, the difference is seen. */
  readonly id: string;
}

/** An order that its venue has cut to what was held. */
export interface CutOrder {
  readonly symbol: string;
  readonly clientOrderId: string;
}

export interface MayHaveFilled {
  readonly clientOrderIds: readonly string[];
  /** Null when there are none. */
  readonly oldest: EpochMs | null;
}

/** Our books as reconciliation reads them. */
export abstract class ReconcileStore {
  /**
   * Accounts that hold something, have orders that may still act, show something else than these books in an instrument that waits
   * for that to end, or have one of the newest orders of all.
   */
  abstract accounts(): Promise<readonly ReconciledAccount[]>;

  /** The database's time, as a text for its own use. */
  abstract now(): Promise<string>;

  abstract lanes(accountId: string): Promise<readonly BookedLane[]>;

  /**
   * Has the orders looked for that should be at the venue and are not among those it shows, but for the ones that have changed
   * within the last seconds. Answers how many.
   */
  abstract lookFor(accountId: string, shown: readonly string[]): Promise<number>;

  /**
   * Orders of an account that were cancelled lately, by anybody, without all of their size being filled here: their venue may have
   * filled a part first, and where a trade by hand or a liquidation has made that good nothing differs. In the order of their ids.
   * @param shownMs since their end, at least: by then their venue shows what they have filled
   */
  abstract cut(accountId: string, shownMs: number): Promise<readonly CutOrder[]>;

  /**
   * Orders of these symbols that were sent and whose trades may not all be booked, the newest of them: with when the oldest was
   * stored. One that was refused at once has none.
   */
  abstract mayHaveFilled(accountId: string, symbols: readonly string[]): Promise<MayHaveFilled>;

  /** Those of the client ids that no intent has. */
  abstract unknown(accountId: string, clientOrderIds: readonly string[]): Promise<readonly string[]>;

  /**
   * A lane for an instrument in which nobody here has ordered, so that it can be halted; one that is there is left as it is.
   * @param price what one unit is worth until something else is known, plain decimal
   */
  abstract openLane(tx: Tx, lane: LaneName, price: string): Promise<void>;

  /** The lane as it is, locked until the transaction ends; null when there is none. */
  abstract lockLane(tx: Tx, lane: LaneName): Promise<LockedLane | null>;

  /**
   * Stores adjustments and moves by them the position of the lane and what its bots hold, which is owed protection anew. One
   * whose id is there already changes nothing.
   */
  abstract adjust(
    tx: Tx,
    lane: LaneName & { readonly userId: string },
    adjustments: readonly NewAdjustment[],
  ): Promise<void>;

  /** Counts anew what waits to add in each lane of the account. */
  abstract recount(tx: Tx, accountId: string): Promise<void>;
}
