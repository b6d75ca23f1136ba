import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';

export interface ReconciledAccount {
  readonly accountId: string;
  readonly userId: string;
  readonly venue: string;
}

/** A lane as our books have it. */
export interface BookedLane {
  readonly symbol: string;
  readonly position: Money;
  readonly halted: boolean;
  /** Orders of it are on their way, or of unknown fate, or something that was told of it is not booked yet. */
  readonly busy: boolean;
}

export interface MayHaveFilled {
  readonly clientOrderIds: readonly string[];
  /** Null when there are none. */
  readonly oldest: EpochMs | null;
}

/** Our books as reconciliation reads them. */
export abstract class ReconcileStore {
  /** Accounts that hold something, have orders that may still act, or have one of the newest orders of all. */
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
   * Orders of these symbols that were sent and whose trades may not all be booked, the newest of them: with when the oldest was
   * stored.
   */
  abstract mayHaveFilled(accountId: string, symbols: readonly string[]): Promise<MayHaveFilled>;

  /** Those of the client ids that no intent has. */
  abstract unknown(accountId: string, clientOrderIds: readonly string[]): Promise<readonly string[]>;

  /** Counts anew what waits to add in each lane of the account. */
  abstract recount(tx: Tx, accountId: string): Promise<void>;
}
