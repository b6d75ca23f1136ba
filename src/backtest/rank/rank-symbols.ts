import type { JsonObject } from '../../shared/pure/json.js';
import { divide, pow10 } from '../../shared/pure/numbers/decimal.js';
import { money } from '../../shared/pure/numbers/money.js';
import { BadInput } from '../bad-input.js';
import type { CandleColumns } from '../candles/columns.js';
import type { BacktestResult } from '../result/backtest-result.js';
import { runMarket, writeResult } from '../run-backtest.js';
import { prepareMarket } from '../setup/prepare.js';
import { readInstrument } from '../setup/read-instrument.js';
import type { FundingRequest, TradingRequest } from '../setup/request.js';
import type { RankedBy, RankFigures, RankReason, RankReasonCode, RankRow, Standing } from './rank-result.js';
import { rangeAt, takeRange, type PriceRange } from './relative-range.js';
import { isWider } from './spread.js';
import { covers, type RankWindow } from './window.js';

/** A symbol whose candles have been read. */
export interface Candidate {
  readonly symbol: string;
  /** As given: a grid's, with `range` instead of `lower` and `upper` where they follow the symbol. */
  readonly settings: unknown;
  readonly instrument: unknown;
  readonly funding: FundingRequest;
  readonly candles: CandleColumns;
  /** Null where no candle of the window tells it. */
  readonly volumePerDay: number | null;
  /** Basis points; null = unknown. */
  readonly spreadBps: string | null;
}

export interface RankTerms {
  /** What is assumed of account and market; its range of time is that of the window. */
  readonly request: Omit<TradingRequest, 'strategy' | 'from' | 'to'>;
  readonly by: RankedBy;
  readonly minVolume: number | null;
  readonly maxSpreadBps: string | null;
}

/**
 * One symbol: its filters, and if they let it pass a backtest of the window with the kernel that trades. A ladder that is refused
 * there has its reason beside it. @throws BadInput when `range` cannot be read.
 */
export function judge(terms: RankTerms, window: RankWindow, candidate: Candidate): RankRow {
  const { volumePerDay, spreadBps, candles } = candidate;
  const { rule, settings } = takeRange(candidate.settings);
  const seen = { symbol: candidate.symbol, volumePerDay, spreadBps };
  const stopped = filtered(terms, window, candidate);
  if (stopped !== null) return { ...without(seen), ...stopped };
  const range = rule === null ? null : rangeAt(rule, candles, window.from);
  if (rule !== null && range === null)
    return { ...without(seen), ...because('not-judged', 'short-history', historyOf(candidate, window)) };
  const request: TradingRequest = { ...terms.request, strategy: 'grid', ...window };
  const document = range === null ? settings : { ...(settings as object), ...range };
  const { instrument, funding } = candidate;
  try {
    const market = prepareMarket(request, { settings: document, instrument, funding }, candles);
    const result = writeResult(runMarket(request, market));
    return {
      ...without(seen),
      standing: 'ranked',
      reason: null,
      range: range ?? rangeIn(result),
      figures: figuresOf(result),
    };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return {
      ...without(seen),
      ...because('refused', 'ladder-refused', { message: error.message }),
      range,
    };
  }
}

/** Every symbol in its place: those with figures by what was asked for, equal ones by name, then the others. */
export function inOrder(rows: readonly RankRow[], by: RankedBy): readonly RankRow[] {
  const placed = rows
    .filter(({ standing }) => standing === 'ranked')
    .sort((left, right) => scoreOf(right, by) - scoreOf(left, by) || compare(left.symbol, right.symbol))
    .map((row, index) => ({ ...row, rank: index + 1 }));
  const others = rows
    .filter(({ standing }) => standing !== 'ranked')
    .sort(
      (left, right) =>
        STANDINGS.indexOf(left.standing) - STANDINGS.indexOf(right.standing) ||
        compare(left.symbol, right.symbol),
    );
  return [...placed, ...others];
}

/** A symbol that a list of names keeps out. */
export const excluded = (symbol: string, code: 'not-allowed' | 'denied'): RankRow => ({
  ...without({ symbol, volumePerDay: null, spreadBps: null }),
  ...because('excluded', code, {}),
});

/** The currency that all symbols are counted in. @throws BadInput when it is not one. */
export function quoteOf(
  candidates: readonly Pick<Candidate, 'symbol' | 'instrument' | 'settings'>[],
): string {
  const quotes = candidates.map(
    ({ instrument, settings }) => readInstrument(instrument, settings, 'grid').quote,
  );
  const other = quotes.findIndex((quote) => quote !== quotes[0]);
  if (other >= 0)
    throw new BadInput(
      `candles: ${candidates[0]!.symbol} is counted in ${quotes[0]!} and ${candidates[other]!.symbol} in ${quotes[other]!}; rank those of one currency at a time`,
    );
  return quotes[0]!;
}

const STANDINGS: readonly Standing[] = ['ranked', 'filtered', 'not-judged', 'refused', 'excluded'];

function filtered(
  { minVolume, maxSpreadBps }: RankTerms,
  window: RankWindow,
  candidate: Candidate,
): Pick<RankRow, 'standing' | 'reason'> | null {
  const { volumePerDay, spreadBps, candles } = candidate;
  if (!covers(candles, window) || volumePerDay === null)
    return because('not-judged', 'short-history', historyOf(candidate, window));
  if (minVolume !== null && volumePerDay < minVolume)
    return because('filtered', 'volume-below', { volumePerDay, minVolume });
  if (maxSpreadBps === null) return null;
  if (spreadBps === null) return because('not-judged', 'unknown-spread', { maxSpreadBps });
  return isWider(spreadBps, maxSpreadBps)
    ? because('filtered', 'spread-above', { spreadBps, maxSpreadBps })
    : null;
}

const historyOf = ({ candles }: Candidate, { from, to }: RankWindow): JsonObject => ({
  has: [candles.time[0]!, candles.time[candles.length - 1]!],
  needs: [from, to],
});

const because = (
  standing: Standing,
  code: RankReasonCode,
  details: JsonObject,
): { readonly standing: Standing; readonly reason: RankReason } => ({ standing, reason: { code, details } });

const without = (
  seen: Pick<RankRow, 'symbol' | 'volumePerDay' | 'spreadBps'>,
): Omit<RankRow, 'standing' | 'reason'> => ({ rank: null, ...seen, range: null, figures: null });

/** Prices that the settings gave themselves; dynamic lines have none. */
function rangeIn({ settings: { lower, upper } }: BacktestResult): PriceRange | null {
  return typeof lower === 'string' && typeof upper === 'string' ? { lower, upper } : null;
}

function figuresOf({ summary, assumptions, settings, digest }: BacktestResult): RankFigures {
  const { finalEquity, netProfit, fees, buyAndHoldPct, maxDrawdownPct, sharpe, exposurePct, liquidations } =
    summary;
  const gained = money(finalEquity) - money(assumptions.cash);
  const millionths = divide(gained * pow10(8), money(settings['investment'] as string), 'toward-zero');
  return {
    returnPct: Number(millionths) / 1e6,
    pairs: summary.trades,
    ...{ netProfit, finalEquity, fees, buyAndHoldPct, maxDrawdownPct },
    ...{ sharpe, exposurePct, liquidations, digest },
  };
}

/** Without a drawdown the return over it is beyond every other that gains; one that neither gains nor falls is 0. */
function scoreOf({ figures }: RankRow, by: RankedBy): number {
  const { returnPct, sharpe, maxDrawdownPct } = figures!;
  if (by === 'return') return returnPct;
  // Finite, so that two unknown ones are equal and their names decide.
  if (by === 'sharpe') return sharpe ?? -Number.MAX_VALUE;
  if (maxDrawdownPct > 0) return returnPct / maxDrawdownPct;
  return Math.sign(returnPct) * Number.MAX_VALUE;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
