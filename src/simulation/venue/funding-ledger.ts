import type { Slot } from './slots.js';

/** Funding that the venue has charged for one position. Amounts in units of 10^-18. */
export interface VenueBill {
  readonly billId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly slot: Slot;
  /** Received positive, paid negative. */
  readonly amount: bigint;
  readonly atMs: number;
}

/** What the venue has charged: its journal of funding, which moves cash and no position. */
export class FundingLedger {
  readonly bills: VenueBill[] = [];

  charge(bill: Omit<VenueBill, 'billId'>): VenueBill {
    const one = { ...bill, billId: `b${this.bills.length + 1}` };
    this.bills.push(one);
    return one;
  }

  /** As a read shows them that is as of a moment, oldest first. */
  of(accountId: string, sinceMs: number, asOfMs: number): readonly VenueBill[] {
    return this.bills.filter(
      (bill) => bill.accountId === accountId && bill.atMs >= sinceMs && bill.atMs <= asOfMs,
    );
  }
}
