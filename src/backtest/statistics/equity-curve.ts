import type { MarketScale } from '../../shared/pure/market/scale.js';
import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { EquityPoint } from '../result/backtest-result.js';

/** Points in a block; blocks are never copied as the curve grows. */
const BLOCK = 8_192;
/** at, price, drawdown. */
const COLUMNS = 3;

/** What equity is made of from a point on: cash, and signed lots at the price of each point. */
interface Holding {
  readonly from: number;
  readonly cash: bigint;
  readonly lots: number;
}

/**
 * Equity at every decision close, exact. Points keep the price they were marked at, changes of cash and position stand beside
 * them; they become texts when the result is written. Most runs have more points than anybody looks at.
 */
export class EquityCurve {
  private readonly blocks: Float64Array[] = [];
  private readonly holdings: Holding[] = [];
  private block = new Float64Array(0);
  private free = 0;
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Time of the newest point, NaN before the first. */
  get lastAt(): number {
    return this.count === 0 ? NaN : this.block[this.free - COLUMNS]!;
  }

  /** From the next point on equity is `cash` (units of 10^-18 quote) and `lots` at its price. */
  hold(cash: bigint, lots: number): void {
    this.holdings.push({ from: this.count, cash, lots });
  }

  add(at: number, price: number, drawdownPct: number): void {
    if (this.free === this.block.length) this.extend();
    const { block, free } = this;
    block[free] = at;
    block[free + 1] = price;
    block[free + 2] = drawdownPct;
    this.free = free + COLUMNS;
    this.count += 1;
  }

  points({ valueFactor }: MarketScale): readonly EquityPoint[] {
    const points: EquityPoint[] = [];
    for (const [index, { from, cash, lots }] of this.holdings.entries()) {
      const until = this.holdings[index + 1]?.from ?? this.count;
      const value = BigInt(lots) * valueFactor;
      const flat = lots === 0 ? formatMoney(cash) : null;
      for (let point = from; point < until; point += 1) {
        const block = this.blocks[Math.floor(point / BLOCK)]!;
        const start = (point % BLOCK) * COLUMNS;
        const equity = flat ?? formatMoney(cash + value * BigInt(block[start + 1]!));
        points.push([block[start]!, equity, block[start + 2]!]);
      }
    }
    return points;
  }

  private extend(): void {
    this.block = new Float64Array(BLOCK * COLUMNS);
    this.blocks.push(this.block);
    this.free = 0;
  }
}
