import type { Candle } from '../../shared/pure/market/candle.js';
import { money } from '../../shared/pure/numbers/money.js';
import { nextGenerated, startGenerated, type GeneratedMarket } from '../../modules/exchange/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Bars } from './bars.js';

/** Minutes that one candle of a world stands for: a whole world is some twenty of them. */
const MINUTES = [5, 15, 60] as const;
/** The market of the demo is calm, busy or wild. */
const REGIMES = 3;

/** Candles of the market that the product carries for its demo, which is the same on every machine. */
export function generatedBars(symbol: string, draws: Draws): Bars {
  const regime = draws.whole(`regime of ${symbol}`, 0, REGIMES - 1);
  const seed = draws.whole(`candles of ${symbol}`, 1, 2 ** 31);
  return barsOf({ ...startGenerated(seed), regime }, draws.pick(`minutes of ${symbol}`, MINUTES));
}

/** So many minutes of a market as one candle each time. */
export function barsOf(began: GeneratedMarket, minutes: number): Bars {
  let at = began;
  return () => {
    const candles: Candle[] = [];
    while (candles.length < minutes) {
      const { market, candle } = nextGenerated(at);
      at = market;
      candles.push(candle);
    }
    return {
      open: money(candles[0]!.open),
      high: candles.map(({ high }) => money(high)).reduce((left, right) => (left > right ? left : right)),
      low: candles.map(({ low }) => money(low)).reduce((left, right) => (left < right ? left : right)),
      close: money(candles.at(-1)!.close),
    };
  };
}
