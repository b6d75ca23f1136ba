import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { money } from '../../../shared/pure/numbers/money.js';
import type { Execution } from '../../exchange/contracts/events/executions-reported.event.js';
import { PositionChanged } from '../contracts/events/position-changed.event.js';
import { bearersOf, charged, divideCharge, quoteOf, signOf, type Life } from '../domain/index.js';
import { factsOf } from './position-facts.js';
import { FundingStore, type FundingBill } from './ports/funding-store.port.js';
import { PositionStore, type HeldPosition } from './ports/position-store.port.js';

export type Funding = Extract<Execution, { kind: 'funding' }>;

/** Whose account a bill is of, and on what. */
export type BilledOn = Pick<FundingBill, 'userId' | 'accountId' | 'symbol'>;

/**
 * Books funding, each bill once however it came to be known. It falls on the net position of its account and symbol (in hedge mode
 * on one of the two) as it was then, and so on its holders by signed size; one that has been closed since bears its share all
 * the same, and is told as changed. Where no such position is known the bill waits: a fill may be on its way.
 */
@Injectable()
export class FundingBook {
  constructor(
    private readonly positions: PositionStore,
    private readonly bills: FundingStore,
  ) {}

  /** @throws RangeError when it is in a currency that has no price here. */
  async take(tx: Tx, where: BilledOn, told: Funding): Promise<void> {
    const { userId, accountId, symbol } = where;
    const { billId, amount, currency, at } = told;
    if (currency !== quoteOf(symbol)) throw new RangeError(`a bill of ${symbol} in ${currency} has no price`);
    const bill: FundingBill = {
      ...{ userId, accountId, symbol, billId, amount: money(amount), at },
      position: told.position ?? 'net',
    };
    if (await this.bills.keep(tx, bill)) await this.settle(tx, bill, false);
  }

  /** @param isLate it has waited long enough: if there is still no position for it, nobody here has held any. */
  async settle(tx: Tx, bill: FundingBill, isLate: boolean): Promise<void> {
    const { at } = bill;
    const bearers = bearersOf(await this.positions.heldAround(tx, bill), at, isLate);
    if (bearers.length === 0) {
      if (isLate) await this.bills.settle(tx, bill, 'unclaimed');
      return;
    }
    await this.bills.settle(tx, bill, 'booked');
    const shares = divideCharge(bill.amount, bearers.map(weightOf));
    for (const [index, bearer] of bearers.entries()) {
      const share = shares[index]!;
      const position = { ...bearer, life: charged(bearer.life, share), changedAt: at };
      await this.positions.save(tx, position);
      await this.bills.addShare(tx, bill, position, share);
      tx.record(new PositionChanged({ position: factsOf(position), fillId: null, reason: 'funding', at }));
    }
  }
}

/** A closed position bears a bill by the largest that it was. */
const weightOf = ({ life }: HeldPosition): bigint => signOf(life.side) * openOrLargest(life);

const openOrLargest = ({ size, maxSize }: Life): bigint => (size === 0n ? maxSize : size);
