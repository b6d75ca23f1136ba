import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { bare } from './arm.js';
import { barredSide } from './barred.js';
import { withIdleEdges } from './idle.js';
import { note } from './outputs.js';
import { partIfReady, withdraw } from './parting.js';
import { known } from './plan.js';
import { withCell, type GridState } from './state.js';

/**
 * The trend filter at a decision close. An extreme trend takes the orders away that would open cells against it; with
 * `stopMode: close` the switch to it also closes what those cells hold, as every withdrawal of the bot does. When it is over
 * the cells go back to work: at once where the price has not passed their opening line, else as idle cells do.
 */
export function followTrend(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  { close, values }: CandleClosedInput,
  outputs: StrategyOutput[],
): GridState {
  const trend = known(values['adx.trend']) ?? before.trend;
  let state = before;
  if (trend !== before.trend) {
    outputs.push(note('trend-changed', { from: before.trend, to: trend }));
    state = { ...state, trend };
    if (barredSide(before.trend) !== null && state.parting === null) state = released(state, close);
    const side = barredSide(trend);
    if (side !== null) {
      const step = withdraw(market, settings, state, side, settings.stopMode === 'close');
      outputs.push(...step.outputs);
      return step.state;
    }
  }
  if (state.parting === null) return state;
  const step = partIfReady(market, settings, state);
  outputs.push(...step.outputs);
  return step.state;
}

/**
 * Barred cells go back to work. Those whose opening line the price has passed wait as idle cells do, the others miss their
 * order from now on, and get it as soon as trading is allowed.
 */
function released(state: GridState, close: number): GridState {
  let next = state;
  for (const [index, cell] of state.cells.entries()) {
    if (cell.order !== 'barred') continue;
    const { opens, lower, upper } = state.slots[index]!;
    const isPassed = cell.held === 0 && (opens === 'buy' ? close < lower : close > upper);
    next = withCell(next, index, bare(cell, isPassed ? 'idle' : 'missing'));
  }
  return withIdleEdges(next);
}
