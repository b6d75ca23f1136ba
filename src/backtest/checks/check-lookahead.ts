import type { LookaheadPrefix, LookaheadReport } from '../result/backtest-result.js';
import { firstAt } from '../candles/columns.js';
import { runPortfolio } from '../portfolio/run-portfolio.js';
import { runMarket } from '../run-backtest.js';
import type { PreparedMarket } from '../setup/prepare.js';
import type { TradingRequest } from '../setup/request.js';

/** Where runs are cut, as fractions of the range: unevenly, so that cuts fall inside decision candles too. */
const CUTS = [0.037, 0.113, 0.217, 0.331, 0.449, 0.563, 0.681, 0.797, 0.883, 0.967];

interface Saying {
  readonly at: number;
  readonly line: string;
  readonly index: number;
}

/**
 * The prefix rule: a run on the first candles only does, as far as it goes, exactly what the whole run does. Orders, fills,
 * refusals and the outcome of every decision are compared in order.
 * @param prepare prepares the market anew on the first rows of the file, as if it had no more.
 */
export function checkLookahead(
  request: TradingRequest,
  market: PreparedMarket,
  prepare: (rows: number) => PreparedMarket,
): LookaheadReport {
  const whole = sayings(request, market);
  const { candles, first, candleMs } = market;
  const prefixes: LookaheadPrefix[] = [];
  for (const cut of CUTS) {
    const rows = first + Math.floor((candles.length - first) * cut);
    if (rows - first < 2) continue;
    const end = candles.time[rows - 1]! + candleMs;
    const prefix = sayings(request, { ...prepare(rows), candleMs });
    // A decision that only a later candle shows to be overdue is none of the prefix.
    const expected = whole.filter(({ at, index }) => index < rows && at <= end);
    prefixes.push({
      candles: rows - first,
      compared: expected.length,
      difference: differenceOf(expected, prefix),
    });
  }
  return { passed: prefixes.every(({ difference }) => difference === null), prefixes };
}

/** One of the symbols that share an account, and how it is prepared on the first rows of its file. */
export interface CutMember {
  readonly market: PreparedMarket;
  readonly prepare: (rows: number) => PreparedMarket;
}

/**
 * The same for several symbols with one account: all files are cut at the same moment, and what is said of any symbol up to
 * the last candle it has is compared in the order in which it was said.
 */
export function checkPortfolioLookahead(
  request: TradingRequest,
  members: readonly CutMember[],
): LookaheadReport {
  const markets = members.map(({ market }) => market);
  const whole = portfolioSayings(request, markets);
  const { candleMs } = markets[0]!;
  const from = Math.max(...markets.map(({ candles, first }) => candles.time[first]!));
  const to = Math.max(...markets.map(({ candles }) => candles.time[candles.length - 1]! + candleMs));
  const prefixes: LookaheadPrefix[] = [];
  for (const cut of CUTS) {
    const until = from + Math.floor((to - from) * cut);
    // Whole candles only: one that ends later is not there yet.
    const rows = markets.map(({ candles }) => firstAt(candles, until - candleMs + 1));
    if (markets.some(({ first }, index) => rows[index]! - first < 2)) continue;
    const cutMarkets = members.map(({ prepare }, index) => ({ ...prepare(rows[index]!), candleMs }));
    const ends = new Map(
      markets.map(({ candles, instrument }, index) => [
        instrument.symbol,
        { rows: rows[index]!, end: candles.time[rows[index]! - 1]! + candleMs },
      ]),
    );
    const expected = whole.filter(({ symbol, at, index }) => {
      const { rows: own, end } = ends.get(symbol)!;
      return index < own && at <= end;
    });
    prefixes.push({
      candles: markets.reduce((sum, { first }, index) => sum + rows[index]! - first, 0),
      compared: expected.length,
      difference: differenceOf(expected, portfolioSayings(request, cutMarkets)),
    });
  }
  return { passed: prefixes.every(({ difference }) => difference === null), prefixes };
}

function portfolioSayings(
  request: TradingRequest,
  markets: readonly PreparedMarket[],
): readonly (Saying & { readonly symbol: string })[] {
  const said: (Saying & { readonly symbol: string })[] = [];
  runPortfolio(request, markets, {
    witness: (symbol, at, line, index) => {
      said.push({ symbol, at, line: `${symbol} ${line}`, index });
    },
  });
  return said;
}

function sayings(request: TradingRequest, market: PreparedMarket): readonly Saying[] {
  const said: Saying[] = [];
  runMarket(request, market, {
    witness: (at, line, index) => {
      said.push({ at, line, index });
    },
  });
  return said;
}

function differenceOf(whole: readonly Saying[], prefix: readonly Saying[]): LookaheadPrefix['difference'] {
  const length = Math.max(whole.length, prefix.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [whole[index], prefix[index]];
    if (one?.at === other?.at && one?.line === other?.line) continue;
    return { at: (one ?? other)!.at, whole: one?.line ?? 'nothing', prefix: other?.line ?? 'nothing' };
  }
  return null;
}
