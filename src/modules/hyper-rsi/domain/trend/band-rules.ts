import type { Recent } from './recent.js';

/** Breaking out upwards or downwards, squeezed, or nothing of it. */
export type BandState = -2 | -1 | 0 | 2;

/** What the widths of the bands are compared with at a candle. */
export interface Thresholds {
  /** Wider than this is a break-out. */
  readonly buzz: number;
  readonly previousBuzz: number;
  /** Mean of the narrow pivots. */
  readonly low: number;
}

const MARGIN = 0.7;

export const buzzOf = (high: number): number => MARGIN * high;
const squeezeOf = (low: number): number => low / MARGIN;

/** Whether the long bands are narrow too; as it was while they are exactly at the threshold or not there yet. */
export function turnedLatch(latch: boolean, longWidth: number, longLow: number): boolean {
  const squeeze = squeezeOf(longLow);
  if (longWidth < squeeze) return true;
  if (longWidth > squeeze) return false;
  return latch;
}

/**
 * The state after a candle, whose width is the newest of `widths` and whose close lies at `place` between the bands (NaN:
 * nowhere). The rules apply one after the other, each to what the one before has left; comparing with NaN is false.
 */
export function turnedState(
  state: BandState,
  widths: Recent,
  place: number,
  latch: boolean,
  { buzz, previousBuzz, low }: Thresholds,
): BandState {
  const width = widths.ago(0);
  const before = widths.ago(1);
  let next = state;
  if (before <= previousBuzz && width > buzz) {
    if (place > 0.5) next = 2;
    else if (place < 0.5) next = -2;
  }
  if (latch && width < squeezeOf(low)) next = -1;
  if (next === 2 && place < 0.2) next = -2;
  if (next === -2 && place > 0.8) next = 2;
  const narrows = width < before && width < widths.ago(2) && width < widths.ago(3);
  if ((next === 2 || next === -2) && narrows) next = 0;
  if (next === -1 && width > low && width > before) next = 0;
  return next;
}
