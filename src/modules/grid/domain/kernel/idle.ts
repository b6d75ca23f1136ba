import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arm } from './arm.js';
import { changed, NO_IDLE, type Cell, type GridState } from './state.js';

/**
 * The state with the prices at which its next idle cells wake: a cell that opens with a buy at its upper line, one that
 * opens with a sell at its lower one, where it would be closed.
 */
export function withIdleEdges(state: GridState): GridState {
  let above = Infinity;
  let below = -Infinity;
  for (const [index, { order }] of state.cells.entries()) {
    if (order !== 'idle') continue;
    const { opens, lower, upper } = state.slots[index]!;
    if (opens === 'buy') above = Math.min(above, upper);
    else below = Math.max(below, lower);
  }
  if (above === Infinity && below === -Infinity) return changed(state, { idle: NO_IDLE });
  const idle = { above: above === Infinity ? null : above, below: below === -Infinity ? null : below };
  return changed(state, { idle: idle as GridState['idle'] });
}

export const passesIdle = ({ idle: { above, below } }: GridState, close: number): boolean =>
  (above !== null && close >= above) || (below !== null && close <= below);

/** Idle cells that the close has passed get their order: what they hold is closed first. */
export function wakeIdle(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  close: number,
  outputs: StrategyOutput[],
): GridState {
  if (!passesIdle(state, close)) return state;
  let next = state;
  for (const [index, cell] of state.cells.entries()) {
    if (!wakes(state, index, cell, close)) continue;
    const armed = arm(market, settings, next, index, cell, cell.held > 0 ? 'close' : 'open');
    next = armed.state;
    if (armed.output !== null) outputs.push(armed.output);
  }
  return withIdleEdges(next);
}

function wakes({ slots }: GridState, index: number, { order }: Cell, close: number): boolean {
  if (order !== 'idle') return false;
  const { opens, lower, upper } = slots[index]!;
  return opens === 'buy' ? close >= upper : close <= lower;
}
