import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { HeldPosition, PositionKey } from './position-store.port.js';

/** Funding that a venue has charged, as it says so. */
export interface FundingBill {
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
  /** Unique per account and symbol. */
  readonly billId: string;
  /** Which of the two positions of hedge mode it is for; `net` where it does not say. */
  readonly position: PositionKey['position'];
  /** Received positive, paid negative, in the quote currency. */
  readonly amount: Money;
  /** Market time. */
  readonly at: EpochMs;
}

/** A bill for which no position is known yet. */
export interface WaitingBill extends FundingBill {
  /** Since it was first seen. */
  readonly waitedMs: number;
}

/** An account whose bills are to be asked for. */
export interface FundingAccount {
  readonly userId: string;
  readonly accountId: string;
  /** Time of the venue until which all are known. */
  readonly readUntil: EpochMs;
}

/** Bills of funding, and how far they were asked for. */
export abstract class FundingStore {
  /** Keeps a bill as one that waits; false when it is known already, whoever else is keeping it just now. */
  abstract keep(tx: Tx, bill: FundingBill): Promise<boolean>;

  /** Bills that wait, those seen first first, locked; those that somebody else is settling are left out. */
  abstract waiting(tx: Tx, limit: number): Promise<readonly WaitingBill[]>;

  /** `unclaimed`: what it was for was held by nobody here. */
  abstract settle(tx: Tx, bill: FundingBill, state: 'booked' | 'unclaimed'): Promise<void>;

  abstract addShare(tx: Tx, bill: FundingBill, position: HeldPosition, amount: Money): Promise<void>;

  /** From here on the bills of an account are asked for, beginning at `from`; nothing when they are already. */
  abstract begin(tx: Tx, account: Pick<FundingAccount, 'userId' | 'accountId'>, from: EpochMs): Promise<void>;

  /** Whether any bill waits. */
  abstract someWait(): Promise<boolean>;

  /**
   * Accounts to ask now, those that have waited longest first: each is handed to one process, and to the next one after
   * `againInMs`, whatever becomes of this one. Who has held nothing since what was last read has no bill to be asked for.
   */
  abstract claimDue(againInMs: number, limit: number): Promise<readonly FundingAccount[]>;

  /** Everything until then is known; never moves back. Null: nobody need ask any more. */
  abstract readTo(tx: Tx, accountId: string, until: EpochMs | null): Promise<void>;
}
