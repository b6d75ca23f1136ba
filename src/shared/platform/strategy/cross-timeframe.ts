import type { Candle } from '../../pure/market/candle.js';
import { bucketOpen, TIMEFRAME_MS, type Timeframe } from '../../pure/time/timeframe.js';
import { epochMs, type EpochMs } from '../../pure/time/epoch.js';
import type { CandlesByTimeframe, CrossTimeframeNeed } from './cross-timeframe-need.js';
import type { Wake } from './decision-store.port.js';
import { newestBefore, pagesBetween, type AskCandles } from './history-pages.js';
import type { IndicatorSnapshot } from './indicator-memory.js';

/** What the shell keeps with the strategy's memory; plain JSON. */
interface CrossTimeframeMemory {
  readonly fold: object;
  /** Open time of the newest candle that is in the memory. */
  readonly read: Partial<Readonly<Record<Timeframe, EpochMs>>>;
  /** How many candles it began with: what it says may depend on it for long. */
  readonly begunWith: Readonly<Record<string, number>>;
}

/** Told once for each memory, when it begins. */
export type Begun = (need: CrossTimeframeNeed, candles: Readonly<Record<string, number>>) => void;

/**
 * The indicator after the candle of this wake: begun from history, or continued with every candle that has closed since, of
 * all its timeframes. A candle counts from its nominal end on, so at a decision exactly those that ended by then are in.
 *
 * While a candle that was due by then is missing the value is null (unknown), and it is asked for again at the next
 * decision. The memory goes on without it; filled before the next candle of its timeframe it is taken in, later it is not.
 * A stepped market tells everything before it is decided: what is missing there is a gap, and the value stands.
 */
export async function foldCrossTimeframe(
  ask: AskCandles,
  wake: Wake,
  need: CrossTimeframeNeed,
  before: IndicatorSnapshot | undefined,
  begun: Begun,
): Promise<IndicatorSnapshot> {
  if (before !== undefined && before.candleOpen >= wake.candle.openTime) return before;
  const known = before?.memory as CrossTimeframeMemory | undefined;
  const fresh: Partial<Record<Timeframe, readonly Candle[]>> = {};
  const read: Partial<Record<Timeframe, EpochMs>> = { ...known?.read };
  let complete = true;
  const isStepped = wake.step !== null;
  for (const [timeframe, most] of Object.entries(need.history) as [Timeframe, number][]) {
    const candles = await closedSince(ask, wake, timeframe, known?.read[timeframe] ?? null, most);
    const newest = candles.at(-1)?.openTime ?? read[timeframe];
    if (newest !== undefined) read[timeframe] = newest;
    fresh[timeframe] = candles;
    complete &&= isStepped || newest === dueAt(wake.candleEnd, timeframe);
  }
  const begunWith = known?.begunWith ?? countsOf(fresh);
  if (known === undefined) begun(need, begunWith);
  const { memory, value } = need.fold(known?.fold ?? null, fresh);
  return {
    ...{ name: need.name, length: need.length, candleOpen: wake.candle.openTime },
    memory: { fold: memory, read, begunWith } satisfies CrossTimeframeMemory,
    value: complete ? value : null,
    previous: before?.value ?? null,
  };
}

/** Open time of the newest candle that has ended by `at`. */
const dueAt = (at: EpochMs, timeframe: Timeframe): EpochMs =>
  epochMs(bucketOpen(at, timeframe) - TIMEFRAME_MS[timeframe]);

async function closedSince(
  ask: AskCandles,
  { candle, candleEnd, timeframe: decidedBy }: Wake,
  timeframe: Timeframe,
  last: EpochMs | null,
  most: number,
): Promise<readonly Candle[]> {
  // The decision candle itself has come with the wake.
  const own = timeframe === decidedBy ? [candle] : [];
  const to = timeframe === decidedBy ? candle.openTime : bucketOpen(candleEnd, timeframe);
  if (last === null) return [...(await newestBefore(ask, timeframe, to, most - own.length)), ...own];
  const found: Candle[] = [];
  const from = epochMs(last + TIMEFRAME_MS[timeframe]);
  for await (const page of pagesBetween(ask, timeframe, from, to)) found.push(...page);
  return [...found, ...own];
}

const countsOf = (candles: CandlesByTimeframe): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(candles).map(([timeframe, list]) => [timeframe, list.length]));
