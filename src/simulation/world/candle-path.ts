import type { Candle } from '../../shared/pure/market/candle.js';
import { money } from '../../shared/pure/numbers/money.js';
import { nextGenerated, startGenerated, type GeneratedMarket } from '../../modules/exchange/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Faults } from '../process/faults.js';

const UNIT = 10n ** 18n;
const TICK = UNIT / 100n;
/** What everything costs in the beginning of a world. */
const FIRST = 100n * UNIT;
/** Minutes that one candle of a world stands for: a whole world is some twenty of them. */
const MINUTES = [5, 15, 60] as const;
/** The market of the demo is calm, busy or wild. */
const REGIMES = 3;

/**
 * The prices of an instrument along candles of the market that the product carries for its demo, which is the same on every machine:
 * open, then the nearer of its two ends, then the other one, then its close. It trends, lies still and runs away as that market does,
 * which a walk of single steps does not.
 */
export class CandlePath {
  private readonly first: bigint;
  private readonly ahead: bigint[] = [];

  constructor(
    private market: GeneratedMarket,
    private readonly minutes: number,
  ) {
    this.first = money(nextGenerated(market).candle.open);
  }

  /** Null where the prices of an instrument go by themselves. */
  static of(symbol: string, draws: Draws, faults: Faults): CandlePath | null {
    if (!faults.strikes('candle-prices', symbol)) return null;
    const regime = draws.whole(`regime of ${symbol}`, 0, REGIMES - 1);
    const seed = draws.whole(`candles of ${symbol}`, 1, 2 ** 31);
    return new CandlePath({ ...startGenerated(seed), regime }, draws.pick(`minutes of ${symbol}`, MINUTES));
  }

  /** The next price, in units of 10^-18, on a tick of 0.01. */
  next(): bigint {
    if (this.ahead.length === 0) this.ahead.push(...this.candle());
    const price = (this.ahead.shift()! * FIRST) / this.first;
    return (price / TICK) * TICK;
  }

  /** The prices of the next candle after its open, which is where the one before has closed. */
  private candle(): readonly bigint[] {
    const candles: Candle[] = [];
    while (candles.length < this.minutes) {
      const { market, candle } = nextGenerated(this.market);
      this.market = market;
      candles.push(candle);
    }
    const open = money(candles[0]!.open);
    const high = candles
      .map((candle) => money(candle.high))
      .reduce((left, right) => (left > right ? left : right));
    const low = candles
      .map((candle) => money(candle.low))
      .reduce((left, right) => (left < right ? left : right));
    const ends = high - open < open - low ? [high, low] : [low, high];
    return [...ends, money(candles.at(-1)!.close)];
  }
}
