import type { PriceRange } from './price-range.js';

/**
 * The extremes of one trade's gross P&L while it is open. Between two of its executions the P&L is a straight line in the
 * price, so its extremes stand at the lowest and the highest price; the range is asked for only when the line changes.
 */
export class Excursion {
  worst = 0n;
  best = 0n;
  private cash = 0n;
  private lots = 0;
  private stretch = 0;

  /** @param valueFactor money units of one price unit x one lot. */
  constructor(
    private readonly range: PriceRange,
    private readonly valueFactor: bigint,
  ) {}

  /**
   * A trade opens; what was followed before is over.
   * @param cash sells - buys so far.
   * @param lots held, signed, long positive.
   */
  begin(cash: bigint, lots: number, stretch = this.range.begin()): this {
    this.worst = 0n;
    this.best = 0n;
    this.cash = cash;
    this.lots = lots;
    this.stretch = stretch;
    return this;
  }

  /** Of a part of this trade that goes on as a trade of its own: it has seen the same prices. */
  partedFor(cash: bigint, lots: number): Excursion {
    const { range, valueFactor, stretch } = this;
    return new Excursion(range, valueFactor).begin(cash, lots, range.share(stretch));
  }

  /** An execution has changed what was received for the trade and what it holds. */
  move(cash: bigint, lots: number): void {
    this.settle();
    this.cash = cash;
    this.lots = lots;
    this.stretch = this.range.begin();
  }

  /** The last execution: the P&L is `gross` now and does not change any more. */
  end(gross: bigint): void {
    this.settle();
    this.take(gross);
  }

  /** Nobody wants to know any more. */
  drop(): void {
    this.range.end(this.stretch);
  }

  private settle(): void {
    const { low, high } = this.range.since(this.stretch);
    this.range.end(this.stretch);
    if (low > high) return;
    const value = BigInt(this.lots) * this.valueFactor;
    this.take(this.cash + value * BigInt(low));
    this.take(this.cash + value * BigInt(high));
  }

  private take(gross: bigint): void {
    if (gross < this.worst) this.worst = gross;
    if (gross > this.best) this.best = gross;
  }
}
