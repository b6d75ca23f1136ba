import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { ProtectionChangedData } from '../../contracts/events/protection-changed.event.js';
import type { Intent } from './intent.js';

export interface ProtectionCounts {
  /** Obligations that are owed and not yet late. */
  readonly owed: number;
  /** Those whose owners have been told that they are late. */
  readonly late: number;
}

/** A position that cannot be protected, with what an order that closes it needs. */
export interface Unprotectable {
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly instanceId: string;
  readonly epoch: number;
  readonly cycle: number;
  /** Which of the two of hedge mode. */
  readonly position: 'net' | PositionSide;
  /** Signed, plain decimal in base units. */
  readonly size: string;
  /** How often its stop was refused since it was owed. */
  readonly refusals: number;
  /** Closes of it that were tried before. */
  readonly closes: number;
  /** Last known price, plain decimal. */
  readonly markPrice: string;
}

/** What instances hold against the stops that the venue has confirmed. */
export abstract class ProtectionStore {
  /**
   * Whether `check` would change anything now. Asked once a second and nearly always answered with no, so it is one look and no
   * transaction.
   */
  abstract mayChange(): Promise<boolean>;

  /**
   * Compares every position that is to be protected with its confirmed stops, by the database's clock. What is protected is
   * owed nothing any more; what has not been for too long is marked late. Answers what has changed for people.
   */
  abstract check(tx: Tx): Promise<readonly ProtectionChangedData[]>;

  /** Stops and take-profits at the venue of instances that have held nothing for too long, locked; of grids the stops only. */
  abstract orphans(tx: Tx): Promise<readonly Intent[]>;

  /**
   * Positions whose stop the venue refuses, or has ended by itself before it was filled: as often as `REFUSED_STOPS`, or for as
   * long as `REFUSED_FOR_MS`. Locked, and without those that are being closed already or have just been tried.
   */
  abstract unprotectable(tx: Tx): Promise<readonly Unprotectable[]>;

  abstract counts(): Promise<ProtectionCounts>;
}
