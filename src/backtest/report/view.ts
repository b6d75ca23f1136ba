import { deflateRawSync } from 'node:zlib';
import type { BacktestResult, EquityPoint } from '../result/backtest-result.js';
import type { PortfolioResult } from '../result/portfolio-result.js';
import type { PortfolioExtras, PriceBar, ReportExtras } from '../result/report-extras.js';
import { decimalsToDraw, steps, type Steps } from './columns.js';
import { coarsen, keepExtremes } from './thin.js';
import { tradeColumns, type TradeColumns } from './trade-columns.js';

/** The width of a large screen, about: a line keeps the extremes of each of as many stretches. */
const STRETCHES = 2_400;
/** A long series of bars stays readable when one zooms in; a screen shows a tenth of them at a time. */
const MOST_BARS = 20_000;
const PERCENT_DECIMALS = 4;

/** What the page's script draws and lists. */
export interface View {
  readonly strategy: string;
  readonly symbol: string;
  readonly quote: string;
  readonly cash: number;
  readonly equity: EquityColumns;
  /** Null where several symbols share the account. */
  readonly price: PriceColumns | null;
  /** What each symbol has brought, where several share the account; null for one. */
  readonly symbols: readonly SymbolLine[] | null;
  readonly trades: TradeColumns;
}

export interface SymbolLine {
  readonly symbol: string;
  /** One for each drawn point of the equity. */
  readonly profit: Steps;
}

export interface EquityColumns {
  /** Points of the result; `at` has those drawn. */
  readonly total: number;
  readonly at: Steps;
  readonly equity: Steps;
  readonly drawdown: Steps;
  /** What the cash would have been worth, bought at the first open and held; null without prices. */
  readonly hold: Steps | null;
}

export interface PriceColumns {
  readonly barMs: number;
  readonly at: Steps;
  readonly open: Steps;
  readonly high: Steps;
  readonly low: Steps;
  readonly close: Steps;
}

export function viewOf(result: BacktestResult, extras: ReportExtras): View {
  const { assumptions, candles, summary, equity } = result;
  const hold = holdValues(
    equity.map(([at]) => at),
    { ...candles, cash: Number(assumptions.cash), buyAndHoldPct: summary.buyAndHoldPct },
    extras,
  );
  return {
    strategy: result.strategy,
    symbol: result.instrument.symbol,
    quote: result.instrument.quote,
    cash: Number(assumptions.cash),
    equity: drawEquity(equity, hold, []).equity,
    price: extras.prices.length === 0 ? null : priceColumns(extras),
    symbols: null,
    trades: tradeColumns(result.trades),
  };
}

/** The view of several symbols with one account: the cash held in equal parts is what they are compared with. */
export function portfolioView(result: PortfolioResult, { symbols: extras }: PortfolioExtras): View {
  const { symbols, equity } = result;
  const { instrument, assumptions } = symbols[0]!;
  const cash = Number(assumptions.cash);
  const times = equity.map(([at]) => at);
  const held = symbols.map(({ candles, buyAndHoldPct }, index) =>
    holdValues(times, { ...candles, cash: cash / symbols.length, buyAndHoldPct }, extras[index]!),
  );
  const { equity: drawn, lines } = drawEquity(
    equity,
    sumOf(held),
    symbols.map(({ profits }) => profits.map(Number)),
  );
  return {
    strategy: result.strategy,
    symbol: symbols.map(({ symbol }) => symbol).join(', '),
    quote: instrument.quote,
    cash,
    equity: drawn,
    price: null,
    symbols: symbols.map(({ symbol }, index) => ({ symbol, profit: lines[index]! })),
    trades: tradeColumns(result.trades),
  };
}

/** Point by point; null when one of them is not known. */
function sumOf(series: readonly (readonly number[] | null)[]): readonly number[] | null {
  const known = series.filter((values) => values !== null);
  if (known.length < series.length) return null;
  return known[0]!.map((_, index) => known.reduce((sum, values) => sum + values[index]!, 0));
}

/** The points to draw, with other lines at the same points. */
function drawEquity(
  points: readonly EquityPoint[],
  hold: readonly number[] | null,
  others: readonly (readonly number[])[],
): { readonly equity: EquityColumns; readonly lines: readonly Steps[] } {
  const equity = points.map(([, amount]) => Number(amount));
  const drawdown = points.map(([, , percent]) => percent);
  const kept = keepExtremes([equity, drawdown, ...(hold === null ? [] : [hold]), ...others], STRETCHES);
  const pick = (values: readonly number[], decimals: number): Steps =>
    steps(
      kept.map((index) => values[index]!),
      decimals,
    );
  const money = decimalsToDraw(largest([equity, hold ?? []]));
  const small = decimalsToDraw(largest(others));
  return {
    equity: {
      total: points.length,
      at: pick(
        points.map(([at]) => at),
        0,
      ),
      equity: pick(equity, money),
      drawdown: pick(drawdown, PERCENT_DECIMALS),
      hold: hold === null ? null : pick(hold, money),
    },
    lines: others.map((values) => pick(values, small)),
  };
}

/** What is bought at the first open and held. */
interface Holding {
  readonly cash: number;
  readonly buyAndHoldPct: number;
  readonly from: number;
  readonly to: number;
}

/** The price at each time, as a holding that ends with the result's buy-and-hold return. */
function holdValues(
  times: readonly number[],
  { cash, buyAndHoldPct, from, to }: Holding,
  { prices, barMs }: Pick<ReportExtras, 'prices' | 'barMs'>,
): readonly number[] | null {
  const inRange = prices.filter(([at]) => at + barMs > from && at < to);
  const last = inRange.at(-1);
  if (last === undefined) return null;
  const perPrice = (cash * (1 + buyAndHoldPct / 100)) / last[4];
  let next = 0;
  let price = inRange[0]![1];
  return times.map((time) => {
    while (next < inRange.length && inRange[next]![0] + barMs <= time) {
      price = inRange[next]![4];
      next += 1;
    }
    return price * perPrice;
  });
}

function priceColumns({ prices, barMs }: ReportExtras): PriceColumns {
  const rolled = coarsen(prices, barMs, MOST_BARS);
  const decimals = decimalsToDraw(largest([rolled.bars.map(([, , high]) => high)]));
  const pick = (read: (bar: PriceBar) => number): Steps => steps(rolled.bars.map(read), decimals);
  return {
    barMs: rolled.barMs,
    at: steps(
      rolled.bars.map(([at]) => at),
      0,
    ),
    open: pick(([, open]) => open),
    high: pick(([, , high]) => high),
    low: pick(([, , , low]) => low),
    close: pick(([, , , , close]) => close),
  };
}

function largest(series: readonly (readonly number[])[]): number {
  let most = 0;
  for (const values of series) for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** The view as text that cannot end a script element: deflated JSON in base64. */
export const packView = (view: View): string => deflateRawSync(JSON.stringify(view)).toString('base64');
