import type { Price } from '../../../../shared/pure/market/scale.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { beginChange, nextRefusals } from './generation.js';
import { note, priced, type GridStep } from './outputs.js';
import { centredShift } from './plan.js';
import { changed, isSettled, type GridState } from './state.js';

export const isInRange = ({ lines }: GridState, close: number): boolean =>
  close >= lines[0]! && close <= lines[lines.length - 1]!;

/** True when a close lies beyond an edge that does not follow the market (any more). */
export function hasLeft(state: GridState, close: number): boolean {
  const { lines, course } = state;
  return (course.down === null && close < lines[0]!) || (course.up === null && close > lines.at(-1)!);
}

/** Tells when the price leaves the range and comes back; idling counts only inside. */
export function crossRange(
  { scale }: GridMarket,
  { idleStopMin }: GridSettings,
  state: GridState,
  close: Price,
  { at }: Stamp,
  outputs: StrategyOutput[],
): GridState {
  const inRange = isInRange(state, close);
  if (inRange === state.inRange) return state;
  outputs.push(note(inRange ? 'back-in-range' : 'out-of-range', priced(scale, close)));
  return changed(state, { inRange, quietSince: inRange && idleStopMin !== null ? at : null });
}

/**
 * The price has left the range: it is laid anew around it, the same width, by whole levels. When that is refused the grid
 * waits as it is, and says why once.
 * @returns null when it stays.
 */
export function recenter(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { close, account }: CandleClosedInput,
  { at }: Stamp,
  outputs: StrategyOutput[],
): GridStep | null {
  if (!isSettled(state)) return null;
  const shift = centredShift(settings, market.scale, close);
  if (shift === state.course.shift) return null;
  const place = { shift, point: null };
  const [first] = nextRefusals(market, settings, state, { price: close, place }, account);
  if (first !== undefined) {
    if (state.inRange) outputs.push(note('cannot-recenter', { cause: first.code }));
    return null;
  }
  return beginChange(market, settings, state, { reason: 'recenter', price: close, place }, at);
}
