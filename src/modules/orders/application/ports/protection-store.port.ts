import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { ProtectionChangedData } from '../../contracts/events/protection-changed.event.js';
import type { Intent } from './intent.js';

export interface ProtectionCounts {
  /** Obligations that are owed and not yet late. */
  readonly owed: number;
  /** Those whose owners have been told that they are late. */
  readonly late: number;
}

/** What instances hold against the stops that the venue has confirmed. */
export abstract class ProtectionStore {
  /**
   * Compares every position that is to be protected with its confirmed stops, by the database's clock. What is protected is
   * owed nothing any more; what has not been for too long is marked late. Answers what has changed for people.
   */
  abstract check(tx: Tx): Promise<readonly ProtectionChangedData[]>;

  /** Stops at the venue of instances that have held nothing for too long, locked. */
  abstract orphans(tx: Tx): Promise<readonly Intent[]>;

  abstract counts(): Promise<ProtectionCounts>;
}
