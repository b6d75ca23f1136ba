import { deflateRawSync } from 'node:zlib';
import type { BacktestResult } from '../result/backtest-result.js';
import type { PriceBar, ReportExtras } from '../result/report-extras.js';
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
  readonly price: PriceColumns | null;
  readonly trades: TradeColumns;
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
  return {
    strategy: result.strategy,
    symbol: result.instrument.symbol,
    quote: result.instrument.quote,
    cash: Number(result.assumptions.cash),
    equity: equityColumns(result, extras),
    price: extras.prices.length === 0 ? null : priceColumns(extras),
    trades: tradeColumns(result.trades),
  };
}

function equityColumns(result: BacktestResult, extras: ReportExtras): EquityColumns {
  const at = result.equity.map(([time]) => time);
  const equity = result.equity.map(([, amount]) => Number(amount));
  const drawdown = result.equity.map(([, , percent]) => percent);
  const hold = holdValues(at, result, extras);
  const kept = keepExtremes(hold === null ? [equity, drawdown] : [equity, drawdown, hold], STRETCHES);
  const pick = (values: readonly number[], decimals: number): Steps =>
    steps(
      kept.map((index) => values[index]!),
      decimals,
    );
  const money = decimalsToDraw(largest([equity, hold ?? []]));
  return {
    total: equity.length,
    at: pick(at, 0),
    equity: pick(equity, money),
    drawdown: pick(drawdown, PERCENT_DECIMALS),
    hold: hold === null ? null : pick(hold, money),
  };
}

/** The price at each time, as a holding that ends with the result's buy-and-hold return. */
function holdValues(
  times: readonly number[],
  { assumptions, summary, candles }: BacktestResult,
  { prices, barMs }: ReportExtras,
): readonly number[] | null {
  const inRange = prices.filter(([at]) => at + barMs > candles.from && at < candles.to);
  const last = inRange.at(-1);
  if (last === undefined) return null;
  const perPrice = (Number(assumptions.cash) * (1 + summary.buyAndHoldPct / 100)) / last[4];
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
