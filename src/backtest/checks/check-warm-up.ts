import type { PathColumns } from '../../modules/exchange/domain/index.js';
import type { Decisions } from '../fold/decision-columns.js';
import { decisionsOf } from '../fold/decisions.js';
import { PIECE } from '../fold/piece.js';
import type { WarmUpLine, WarmUpReport } from '../result/backtest-result.js';
import type { PreparedMarket } from '../setup/prepare.js';

/** Values that differ by no more than this share of themselves (or by this, below 1) are equal. */
const EQUAL = 1e-9;

/** How many decision candles of history are taken away, in turn. */
const MISSING = [1, 2, 3, 7, 20, 61, 250];

/** Every value of an indicator by the time of its decision. */
type Series = ReadonlyMap<string, ReadonlyMap<number, number>>;

/**
 * The warm-up rule: from how many decision candles on indicator values do not depend on where history began. Each series is
 * computed from the whole file and from files that begin later, and the last decision at which any of those differ from the
 * whole one is looked for.
 */
export function checkWarmUp({ bot, scale, candles, candleMs }: PreparedMarket): WarmUpReport {
  const columns: PathColumns = { ...candles, candleMs };
  const closes = { ...bot, intrabar: false };
  const unit = 10 ** scale.priceDecimals;
  const seriesFrom = (from: number): Series => read(decisionsOf(closes, unit), columns, from);
  const whole = seriesFrom(0);
  const starts = MISSING.map((count) => Math.round((count * bot.decisionMs) / candleMs)).filter(
    (start) => start < candles.length,
  );
  const later = starts.map((start) => ({ since: candles.time[start]!, series: seriesFrom(start) }));
  const indicators = [...whole].map(([name, values]): WarmUpLine => {
    const settled = later.map(({ since, series }) =>
      settledAfter(values, series.get(name)!, since, bot.decisionMs),
    );
    const candlesNeeded = settled.includes(null) ? null : Math.max(0, ...(settled as number[]));
    const settledAt = candlesNeeded === null ? null : ([...values.keys()][candlesNeeded] ?? null);
    return { name, candles: settledAt === null ? null : candlesNeeded, settledAt };
  });
  return { indicators };
}

/** The same for several symbols; each line names its own. */
export const checkPortfolioWarmUp = (markets: readonly PreparedMarket[]): WarmUpReport => ({
  indicators: markets.flatMap((market) =>
    checkWarmUp(market).indicators.map((line) => ({
      ...line,
      name: `${market.instrument.symbol} ${line.name}`,
    })),
  ),
});

function read(decisions: Decisions, candles: PathColumns, from: number): Series {
  const { rsi, atr, trend, at } = decisions.columns;
  const named = [
    { name: 'rsi', column: rsi },
    { name: 'atr', column: atr },
    { name: 'trend', column: trend },
  ];
  const series = new Map<string, Map<number, number>>();
  for (let start = from; start < candles.time.length; start += PIECE) {
    decisions.read(candles, start, Math.min(start + PIECE, candles.time.length));
    for (const { name, column } of [...named, ...decisions.named]) {
      const values = series.get(name) ?? new Map<number, number>();
      for (let index = 0; index < decisions.count; index += 1) values.set(at[index]!, column[index]!);
      series.set(name, values);
    }
  }
  return new Map(
    [...series].filter(([, values]) => [...values.values()].some((value) => !Number.isNaN(value))),
  );
}

/** Decision candles from the later beginning to the last difference; null when there is one at the very end. */
function settledAfter(
  whole: ReadonlyMap<number, number>,
  later: ReadonlyMap<number, number>,
  since: number,
  decisionMs: number,
): number | null {
  let lastDifference = since;
  let newest = since;
  for (const [at, value] of later) {
    newest = at;
    if (!isEqual(whole.get(at)!, value)) lastDifference = at;
  }
  return lastDifference === newest ? null : Math.ceil((lastDifference - since) / decisionMs);
}

function isEqual(one: number, other: number): boolean {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) && Number.isNaN(other);
  return Math.abs(one - other) <= EQUAL * Math.max(1, Math.abs(one));
}
