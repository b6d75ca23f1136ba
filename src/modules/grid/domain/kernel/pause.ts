import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput, PauseAskedInput } from '../../../../shared/pure/strategy/input.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { cancel } from './arm.js';
import { stopAt } from './closes.js';
import { PAUSED, unchanged, type GridStep } from './outputs.js';
import { cellLeg, changed, changedCell, isLive, isSettled, isUnsettled, type GridState } from './state.js';
import { after, stopBot } from './stop.js';

/**
 * A person pauses a grid: it wants nothing new until it goes on. Its orders rest where they are (`keep`) or are cancelled; what
 * fills is counted and not answered. Whole-bot triggers stay at the venue, and the stops of a decision close go on: a pause is
 * no reason to lose more. Nothing happens unless the grid runs with nothing but its cells under way.
 */
export function pauseGrid(state: GridState, { orders }: PauseAskedInput): GridStep {
  if (!isSettled(state)) return unchanged(state);
  const live = state.cells.flatMap((cell, index) => (isLive(cell) ? [cellLeg(index, cell.orders)] : []));
  return {
    state: changed(state, { phase: 'paused', quietSince: null }),
    outputs: orders === 'keep' ? [] : live.map((leg) => cancel(state, leg)),
  };
}

/**
 * It goes on: orders that still rest stay as they are, a cell whose order has filled or ended gets the one that belongs there at
 * the next decision close. A cancellation that is not confirmed yet is answered when it is.
 */
export function continueGrid(settings: GridSettings, state: GridState, { at }: Stamp): GridStep {
  if (state.phase !== 'paused') return unchanged(state);
  const cells = state.cells.map((cell) =>
    cell.order === 'done' ? changedCell(cell, { order: 'missing' }) : cell,
  );
  return {
    state: changed(state, {
      phase: 'running',
      cells,
      unsettled: cells.filter(isUnsettled).length,
      quietSince: settings.idleStopMin !== null && state.inRange ? at : null,
    }),
    outputs: [],
  };
}

/** A decision close of a paused grid: only what ends it is looked at. */
export function onPausedClose(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  input: CandleClosedInput,
  stamp: Stamp,
): GridStep {
  const stop = stopAt(settings, state, input, stamp);
  if (stop === null) return { state, outputs: PAUSED };
  return after(PAUSED, stopBot(market, settings, state, stop.mode, stop.reason, input.close));
}
