import { at, mean, NONE, upTo } from '../numbers.js';
import { bands } from './bands.js';
import { pivotHigh, pivotLow } from './pivots.js';

/** The first candle whose band state may be used, counted from 1. */
export const BAND_WARM = 114;

export type BandValue = -2 | -1 | 0 | 2;

/** Part B at one band candle, with everything it was decided by. */
export interface BandState {
  readonly bbw: number;
  readonly bbr: number;
  readonly meanBbw: number;
  readonly bbw2: number;
  readonly keptHighs: number;
  readonly keptLows: number;
  readonly keptLows2: number;
  readonly low: number;
  readonly buzz: number;
  readonly squeeze: number;
  readonly squeeze2: number;
  readonly latch: boolean;
  readonly state: BandValue;
  readonly warm: boolean;
}

/** What rule 5 looks at; `previousBbws` are those of 1, 2 and 3 candles ago. */
export interface BandFacts {
  readonly bbw: number;
  readonly bbr: number;
  readonly previousBbws: readonly number[];
  readonly buzz: number;
  readonly previousBuzz: number;
  readonly low: number;
  readonly squeeze: number;
  readonly latch: boolean;
}

/** Rule 5: each line sees what the one before left. */
export function nextBandState(before: BandValue, facts: BandFacts): BandValue {
  const { bbw, bbr, previousBbws, buzz, previousBuzz, low, squeeze, latch } = facts;
  const previousBbw = at(previousBbws, 0);
  let state = before;
  if (previousBbw <= previousBuzz && bbw > buzz && bbr > 0.5) state = 2;
  if (previousBbw <= previousBuzz && bbw > buzz && bbr < 0.5) state = -2;
  if (bbw < squeeze && latch) state = -1;
  if (state === 2 && bbr < 0.2) state = -2;
  if (state === -2 && bbr > 0.8) state = 2;
  if ((state === 2 || state === -2) && previousBbws.every((width) => bbw < width)) state = 0;
  if (state === -1 && bbw > low && bbw > previousBbw) state = 0;
  return state;
}

const FIRST = 15;
const KEPT = 50;

/** Part B: the state at every band candle; null before the 15th. */
export function bandStates(closes: readonly number[]): readonly (BandState | null)[] {
  const narrow = bands(closes, 15);
  const bbws = narrow.map(({ width }) => width);
  const bbw2s = bands(closes, 60).map(({ width }) => width);

  const highs: number[] = [];
  const lows: number[] = [];
  const lows2: number[] = [];
  const buzzes: number[] = [];
  let latch = true;
  let state: BandValue = 0;

  return closes.map((_, index) => {
    const bbw = bbws[index]!;
    const bbr = narrow[index]!.position;
    const bbw2 = bbw2s[index]!;
    const lastHundred = upTo(bbws, index, 100);
    const meanBbw = lastHundred === null ? NONE : mean(lastHundred);

    const high10 = pivotHigh(bbws, index, { before: 20, after: 10 });
    const low10 = pivotLow(bbws, index, { before: 20, after: 10 });
    const low2of10 = pivotLow(bbw2s, index, { before: 30, after: 10 });
    if (high10 !== null && bbw > meanBbw) highs.push(high10);
    if (low10 !== null && bbw < meanBbw) lows.push(low10);
    if (low2of10 !== null && bbw2 < 1) lows2.push(low2of10);

    const high = highs.length > 0 ? mean(highs.slice(-KEPT)) : Math.max(bbw, 5);
    const low = lows.length > 0 ? mean(lows.slice(-KEPT)) : Math.min(bbw, 5);
    const low2 = lows2.length > 0 ? mean(lows2.slice(-KEPT)) : Math.min(bbw2, 5);
    const buzz = 0.7 * high;
    const squeeze = low / 0.7;
    const squeeze2 = low2 / 0.7;
    buzzes.push(buzz);

    if (bbw2 < squeeze2) latch = true;
    else if (bbw2 > squeeze2) latch = false;

    const previousBbws = [1, 2, 3].map((ago) => at(bbws, index - ago));
    const previousBuzz = at(buzzes, index - 1);
    state = nextBandState(state, { bbw, bbr, previousBbws, buzz, previousBuzz, low, squeeze, latch });

    if (index + 1 < FIRST) return null;
    return {
      bbw,
      bbr,
      meanBbw,
      bbw2,
      keptHighs: Math.min(highs.length, KEPT),
      keptLows: Math.min(lows.length, KEPT),
      keptLows2: Math.min(lows2.length, KEPT),
      low,
      buzz,
      squeeze,
      squeeze2,
      latch,
      state,
      warm: index + 1 >= BAND_WARM,
    };
  });
}
