import type { Kernel } from '../../../../shared/pure/kernel.js';
import { formatLots, type Lots } from '../../../../shared/pure/market/scale.js';
import type {
  PositionChangedInput,
  StrategyInput,
  TriggeredInput,
} from '../../../../shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { planGrid } from '../ladder/ladder.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { onRunningClose } from './closes.js';
import { editGrid } from './edit.js';
import { onOrderEnded } from './ended-order.js';
import { isTrigger, liquidated, onFill, triggered } from './fills.js';
import { note, priced, RUNNING, unchanged, type GridStep } from './outputs.js';
import { continueGrid, onPausedClose, pauseGrid } from './pause.js';
import { outlineReader } from './plan.js';
import { tryStart } from './start.js';
import { changed, isSettled, waitingState, type GridState } from './state.js';
import { after, cancelAll, end, netHeld, offset, reduced, settle, stopBot } from './stop.js';

export type GridKernel = Kernel<GridState, StrategyInput, StrategyOutput, GridSettings>;

/** What a run takes over. */
export interface RunBefore {
  /** Number of its first generation, from 1; a change of range, levels, funds or stops makes the next one. */
  readonly generation?: number;
  /** Lots already there on the grid's own side, used by `initialPosition: hold`. */
  readonly held?: Lots;
}

/**
 * The grid as a pure fold. Its settings must have passed `planGrid` in this market.
 * `start` throws a RangeError when they have not: nothing may trade on a ladder that was refused.
 *
 * Settings may change while it runs: as long as the ladder stays what it is they count at once; otherwise the next decision
 * close, or the next `price-moved`, begins a new generation.
 */
export function gridKernel(
  market: GridMarket,
  { generation = 1, held = 0 as Lots }: RunBefore = {},
): GridKernel {
  const outlineOf = outlineReader();
  return {
    start: (settings) => {
      const ladder = planGrid(settings, market);
      if (!ladder.ok) throw new RangeError(`refused settings: ${ladder.error[0]!.code}`);
      return waitingState(ladder.value.lines, generation);
    },
    step: (state, input, stamp, settings): GridStep => {
      switch (input.kind) {
        case 'candle-closed':
          if (state.phase === 'running')
            return onRunningClose(market, settings, state, input, stamp, outlineOf(settings));
          if (state.phase === 'waiting') return tryStart(market, settings, held, state, input, stamp);
          if (state.phase === 'changing') return { state, outputs: RUNNING };
          if (state.phase === 'paused') return onPausedClose(market, settings, state, input, stamp);
          return state.phase === 'stopping' && state.closing === null
            ? settle(market, settings, state, input.close)
            : unchanged(state);
        case 'order-filled':
          return onFill(market, settings, state, input);
        case 'order-denied':
        case 'order-rejected':
        case 'order-cancelled':
          return onOrderEnded(market, settings, state, input, stamp.at);
        case 'triggered':
          return onTriggered(market, settings, state, input);
        case 'position-changed':
          return onPositionChanged(market, state, input);
        case 'stop-asked':
          if (state.phase === 'stopping' || state.phase === 'stopped') return unchanged(state);
          return stopBot(market, settings, state, input.mode, 'stop', null);
        case 'pause-asked':
          return pauseGrid(state, input);
        case 'continue-asked':
          return continueGrid(settings, state, stamp);
        case 'close-asked':
          // What a grid holds is the inventory of its cells: it is closed by stopping it.
          return unchanged(state);
        case 'price-moved': {
          if (!isSettled(state) || outlineOf(settings).plan === state.course.plan) return unchanged(state);
          const unknown = { equity: null, cash: null };
          return editGrid(market, settings, state, { close: input.price, account: unknown }, stamp.at);
        }
      }
    },
  };
}

/** The venue has cancelled the orders; the fill that closes what is held comes by itself, if there is anything to close. */
function onTriggered(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { leg, price }: TriggeredInput,
): GridStep {
  const { phase } = state;
  const acts = phase === 'running' || phase === 'changing' || phase === 'paused';
  if (!acts || !isTrigger(leg)) return unchanged(state);
  const next = triggered(settings, state, leg);
  const cancels = cancelAll(state, leg);
  if (next.closing !== null) return { state: next, outputs: cancels };
  const open = settings.stopMode === 'close' && state.cells.some((cell) => cell.held > 0);
  return after(cancels, open ? offset(market, next, price) : end(next));
}

/**
 * The position differs from what the fills explain. What is gone is taken from the cells in the order of their numbers, so that a
 * stop closes what is there and no more; what is too much is nobody's here.
 */
function onPositionChanged(
  { scale }: GridMarket,
  state: GridState,
  { cause, size, price }: PositionChangedInput,
): GridStep {
  if (cause === 'liquidation') return liquidated(state);
  const expected = netHeld(state);
  // It is told in whole lots: what is there beyond them is not known any more.
  const counted = state.dust === null ? state : changed(state, { dust: '0' });
  if (size === expected) return unchanged(counted);
  return after(
    [
      note('position-differs', {
        ...priced(scale, price),
        expected: formatLots(scale, expected),
        actual: formatLots(scale, size),
      }),
    ],
    unchanged(withoutLost(counted, expected, size)),
  );
}

function withoutLost(state: GridState, expected: number, actual: number): GridState {
  const left = expected > 0 ? Math.max(0, actual) : Math.max(0, 0 - actual);
  const lost = Math.abs(expected) - left;
  return lost <= 0 ? state : { ...state, cells: reduced(state, expected > 0 ? 'sell' : 'buy', lost) };
}
