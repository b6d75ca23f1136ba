import { mustKnow } from '../../../../shared/pure/strategy/newer-state.js';
import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { CellShare } from '../ladder/cell-share.js';
import type { Ladder } from '../ladder/ladder.js';
import { nearestFirst, needyCells } from '../ladder/sides.js';
import { slotsOf } from '../ladder/slots.js';
import { stopPrice } from '../ladder/stop-prices.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { withIdleEdges } from './idle.js';
import { TRIGGER_LEGS } from './lay.js';
import { planOf } from './plan.js';
import { NO_IDLE, STATE_FORMAT, waitingState, type GridState } from './state.js';

/** A state as it was stored before ranges could move: the ladder stood in it, and every cell worked where it was planned. */
export type GridStateV1 = Omit<
  GridState,
  | 'v'
  | 'startPrice'
  | 'lines'
  | 'slots'
  | 'targets'
  | 'moving'
  | 'idle'
  | 'course'
  | 'trend'
  | 'parting'
  | 'change'
  | 'dust'
> & { readonly v: 1; readonly ladder: Ladder };

/** A state as it was stored before fees could be taken in coins. */
export type GridStateBeforeDust = Omit<GridState, 'dust'>;

/** The state in its present form; one that is in it already comes back as it is. @throws NewerState */
export function latestState(
  market: GridMarket,
  settings: GridSettings,
  state: GridState | GridStateBeforeDust | GridStateV1,
): GridState {
  if (state.v === STATE_FORMAT) return 'dust' in state ? state : { ...state, dust: null };
  mustKnow(STATE_FORMAT, state);
  const { v: _, ladder, ...kept } = state;
  if (state.waiting < 0)
    return { ...waitingState(ladder.lines, state.generation), ...kept, cells: [], idle: NO_IDLE };
  const triggers = (['stopLoss', 'takeProfit'] as const)
    .filter((name) => stopPrice(settings[name], ladder.lines, market.scale) !== null)
    .map((name) => TRIGGER_LEGS[name]);
  const { course, ...fresh } = waitingState(ladder.lines, state.generation);
  return withIdleEdges({
    ...fresh,
    ...kept,
    slots: slotsOf(ladder, settings.mode, state.waiting),
    course: {
      ...course,
      plan: planOf(settings),
      triggers,
      initial: initialOf(settings, state, ladder.sizes),
    },
  });
}

/** The initial order was for all cells that start with what closes them. */
function initialOf(
  { mode, initialPosition }: GridSettings,
  { waiting, cells }: GridStateV1,
  sizes: readonly Lots[],
): readonly CellShare[] {
  if (initialPosition !== 'buy') return [];
  return nearestFirst(mode, needyCells(mode, waiting, cells.length)).map((cell) => [cell, sizes[cell]!]);
}
