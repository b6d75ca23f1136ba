import { Atr, Rsi, type AtrSnapshot, type RsiSnapshot } from '../../pure/indicators/index.js';
import type { Candle } from '../../pure/market/candle.js';
import { bucketEnd, type Timeframe } from '../../pure/time/timeframe.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { CrossTimeframeNeed } from './cross-timeframe-need.js';
import { HISTORY_PAGE } from './history-pages.js';

export type IndicatorName = 'rsi' | 'atr';

/** One indicator that a kernel reads, on the candles it decides by. */
export interface IndicatorNeed {
  readonly name: IndicatorName;
  readonly length: number;
}

/** Whatever a kernel reads. */
export type Need = IndicatorNeed | CrossTimeframeNeed;

/** An indicator after the candle that opened at `candleOpen`; plain JSON. */
export interface IndicatorSnapshot extends Pick<Need, 'name' | 'length'> {
  readonly candleOpen: EpochMs;
  readonly memory: object;
  /** Null before warm-up. */
  readonly value: number | null;
  /** The value one candle before. */
  readonly previous: number | null;
}

/**
 * Candles before the first one that an indicator is warmed with, in lengths. Wilder's smoothing forgets a candle by
 * (1 - 1/length) each time: after forty lengths what came before weighs less than a double can show.
 */
const WARM_UP_LENGTHS = 40;

export const warmUpCandles = (needs: readonly IndicatorNeed[]): number =>
  Math.min(HISTORY_PAGE, Math.max(0, ...needs.map(({ length }) => length * WARM_UP_LENGTHS)));

export const needKey = ({ name, length }: Pick<Need, 'name' | 'length'>): string => `${name} ${length}`;

/** What must be read before `candle` can be folded: nothing, what came after the snapshot, or a whole warm-up. */
export function missingHistory(
  snapshot: Pick<IndicatorSnapshot, 'candleOpen'> | undefined,
  open: EpochMs,
  timeframe: Timeframe,
): 'nothing' | 'since' | 'warm-up' {
  if (snapshot === undefined) return 'warm-up';
  return bucketEnd(snapshot.candleOpen, timeframe) < open ? 'since' : 'nothing';
}

/**
 * The snapshot after `candles`, ascending: continued bit for bit from `before`, or begun with the first. Candles that the
 * snapshot holds already are left out, so that reading too much history changes nothing.
 */
export function folded(
  need: IndicatorNeed,
  before: IndicatorSnapshot | undefined,
  candles: readonly Candle[],
): IndicatorSnapshot | undefined {
  const fresh =
    before === undefined ? candles : candles.filter(({ openTime }) => openTime > before.candleOpen);
  const last = fresh.at(-1);
  if (last === undefined) return before;
  const indicator = open(need, before);
  let value = before?.value ?? null;
  let previous = before?.previous ?? null;
  for (const candle of fresh) {
    previous = value;
    value = known(indicator.next(candle));
  }
  return { ...need, candleOpen: last.openTime, memory: indicator.snapshot(), value, previous };
}

/** What a kernel reads: the value of each of its indicators at this close, and of the RSI also the one before. */
export function valuesOf(
  needs: readonly Need[],
  snapshots: ReadonlyMap<string, IndicatorSnapshot>,
  candleOpen: EpochMs,
): Readonly<Record<string, number | null>> {
  const values: Record<string, number | null> = {};
  for (const need of needs) {
    const snapshot = snapshots.get(needKey(need));
    // A memory of another candle is no value of this one.
    const current = snapshot?.candleOpen === candleOpen ? snapshot : undefined;
    values['output' in need ? need.output : need.name] = current?.value ?? null;
    if (need.name === 'rsi') values['rsi.previous'] = current?.previous ?? null;
  }
  return values;
}

interface Indicator {
  readonly next: (candle: Candle) => number;
  readonly snapshot: () => RsiSnapshot | AtrSnapshot;
}

function open({ name, length }: IndicatorNeed, before: IndicatorSnapshot | undefined): Indicator {
  if (name === 'rsi') {
    const rsi = before === undefined ? new Rsi(length) : Rsi.restore(before.memory as RsiSnapshot);
    return { next: ({ close }) => rsi.next(Number(close)), snapshot: () => rsi.snapshot() };
  }
  const atr = before === undefined ? new Atr(length) : Atr.restore(before.memory as AtrSnapshot);
  return {
    next: ({ high, low, close }) => atr.next(Number(high), Number(low), Number(close)),
    snapshot: () => atr.snapshot(),
  };
}

/** NaN is an indicator's way to say that it does not know. */
export const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
