import type { Draws } from '../kernel/draws.js';
import type { Faults } from '../process/faults.js';
import type { Bar, Bars } from './bars.js';
import { generatedBars } from './generated-bars.js';
import { recordedBars, type RecordedCandles } from './recorded-bars.js';

const UNIT = 10n ** 18n;
const TICK = UNIT / 100n;
/** What everything costs in the beginning of a world. */
const FIRST = 100n * UNIT;

/**
 * The prices of an instrument along candles: the nearer of the two ends of each, then the other one, then its close. They trend, lie
 * still and run away as a market does, which a walk of single steps does not.
 */
export class CandlePath {
  private readonly first: bigint;
  private readonly ahead: bigint[] = [];
  private bar: Bar;

  constructor(private readonly bars: Bars) {
    this.bar = bars();
    this.first = this.bar.open;
    this.walk();
  }

  /** Along what was recorded, where there is something; else along generated candles, or null: the prices go by themselves. */
  static of(
    symbol: string,
    recorded: RecordedCandles | null,
    { draws, faults }: { readonly draws: Draws; readonly faults: Faults },
  ): CandlePath | null {
    if (recorded !== null) return new CandlePath(recordedBars(symbol, recorded, draws));
    return faults.strikes('candle-prices', symbol) ? new CandlePath(generatedBars(symbol, draws)) : null;
  }

  /** The next price, in units of 10^-18, on a tick of 0.01 and never less than that. */
  next(): bigint {
    if (this.ahead.length === 0) {
      this.bar = this.bars();
      this.walk();
    }
    const price = ((this.ahead.shift()! * FIRST) / this.first / TICK) * TICK;
    return price < TICK ? TICK : price;
  }

  /** Its open is where the one before has closed. */
  private walk(): void {
    const { open, high, low, close } = this.bar;
    this.ahead.push(...(high - open < open - low ? [high, low] : [low, high]), close);
  }
}
