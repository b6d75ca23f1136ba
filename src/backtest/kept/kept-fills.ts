import type { Fill, Side } from '../../shared/pure/strategy/order.js';
import { money } from '../../shared/pure/numbers/money.js';
import { MoneyColumn } from './money-column.js';
import { NumberColumn } from './number-column.js';
import { WordColumn } from './word-column.js';

/** What is kept of an execution. */
export interface KeptFill extends Pick<Fill, 'at' | 'side' | 'price' | 'size' | 'reason'> {
  /** Units of 10^-18 quote; negative for a rebate. */
  readonly fee: bigint;
}

/** The fills of a run as they happened, as columns. */
export class KeptFills {
  private readonly times = new NumberColumn();
  private readonly sides = new WordColumn<Side>();
  private readonly prices = new NumberColumn();
  private readonly sizes = new NumberColumn();
  private readonly fees = new MoneyColumn();
  private readonly reasons = new WordColumn();

  get length(): number {
    return this.times.length;
  }

  add({ at, side, price, size, fee, reason }: Fill): void {
    this.times.push(at);
    this.sides.push(side);
    this.prices.push(price);
    this.sizes.push(size);
    this.fees.push(money(fee));
    this.reasons.push(reason);
  }

  *[Symbol.iterator](): Generator<KeptFill> {
    for (let index = 0; index < this.length; index += 1)
      yield {
        at: this.times.at(index) as Fill['at'],
        side: this.sides.at(index),
        price: this.prices.at(index) as Fill['price'],
        size: this.sizes.at(index) as Fill['size'],
        fee: this.fees.at(index),
        reason: this.reasons.at(index),
      };
  }
}
