import type { FilledEvent, FundingEvent, PathColumns } from '../../modules/exchange/domain/index.js';
import type { MarketScale } from '../../shared/pure/market/scale.js';
import { money } from '../../shared/pure/numbers/money.js';
import { Cycles } from './cycle.js';
import { PriceRange } from './price-range.js';
import type { Leftover, TradeLedger } from './trade-ledger.js';
import type { OpenTrade, TradeSink } from './trade.js';

/** A trade is one position cycle from flat to flat; in hedge mode the long and the short position each have their own. */
export class CycleLedger implements TradeLedger {
  private readonly range = new PriceRange();
  /** The net position, or the long one of hedge mode. */
  private readonly first: Cycles;
  private readonly short: Cycles;

  constructor(scale: MarketScale, sink: TradeSink) {
    this.first = new Cycles(scale, this.range, sink);
    this.short = new Cycles(scale, this.range, sink);
  }

  get isOpen(): boolean {
    return this.first.isOpen || this.short.isOpen;
  }

  fill({ position, fill }: FilledEvent): void {
    (position === 'short' ? this.short : this.first).fill(fill);
  }

  charge({ size, amount }: FundingEvent): void {
    (size < 0 && this.short.isOpen ? this.short : this.first).charge(money(amount));
  }

  heard(): void {
    // Cycles follow from executions alone.
  }

  seen(low: number, high: number): void {
    this.range.see(low, high);
  }

  passed(candles: PathColumns, from: number, to: number): void {
    this.range.pass(candles, from, to);
  }

  leftover(): Leftover {
    return { cash: 0n, fees: 0n, funding: 0n };
  }

  open(): readonly OpenTrade[] {
    return [...this.first.open(), ...this.short.open()];
  }
}
