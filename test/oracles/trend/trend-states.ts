import { type ClosedCandle, closedCandles, type FinestCandle, lastEnded } from '../candles.js';
import { type BandState, bandStates, type BandValue } from './band-states.js';
import { type MaCycle, maCycles } from './ma-cycle.js';
import { type Chart, inMs, type Timeframe, trendTimeframes } from './timeframes.js';

/** The trend state; null is unknown. */
export type TrendValue = -2 | 0 | 2 | null;

/** Part C at one decision close, with the two parts it was decided by (null: no candle of theirs counts yet). */
export interface TrendAtClose {
  readonly at: number;
  readonly state: TrendValue;
  readonly cycle: MaCycle | null;
  readonly band: BandState | null;
}

export interface TrendInput {
  readonly finest: readonly FinestCandle[];
  readonly finestMs: number;
  readonly chart: Chart;
  readonly trendTimeframe: Timeframe | 'auto';
}

/** One step of part C, its rules in the order of the page. */
export function nextState(
  before: -2 | 0 | 2,
  { bull, bear }: Pick<MaCycle, 'bull' | 'bear'>,
  band: BandValue,
): -2 | 0 | 2 {
  let state = before;
  if (bull && band === 2) state = 2;
  if (state === 2 && !bull) state = 0;
  if (bear && band === -2) state = -2;
  if (state === -2 && !bear) state = 0;
  return state;
}

const closesOf = (candles: readonly ClosedCandle[]): readonly number[] => candles.map(({ close }) => close);

/** The trend state at every decision close, from the first row of the data on. */
export function trendStates({
  finest,
  finestMs,
  chart,
  trendTimeframe,
}: TrendInput): readonly TrendAtClose[] {
  const { a, b } = trendTimeframes(chart, trendTimeframe);
  const decisions = closedCandles(finest, finestMs, inMs(chart));
  const candlesOfA = closedCandles(finest, finestMs, inMs(a));
  const candlesOfB = closedCandles(finest, finestMs, inMs(b));
  const cycles = maCycles(closesOf(candlesOfA));
  const bandsOfB = bandStates(closesOf(candlesOfB));

  const closes = decisions.map(({ end }) => end);
  const countingOfA = lastEnded(candlesOfA, closes);
  const countingOfB = lastEnded(candlesOfB, closes);

  let state: TrendValue = null;
  return closes.map((at, index) => {
    const cycle = cycles[countingOfA[index]!] ?? null;
    const band = bandsOfB[countingOfB[index]!] ?? null;
    if (cycle?.warm === true && band?.warm === true) state = nextState(state ?? 0, cycle, band.state);
    return { at, state, cycle, band };
  });
}
