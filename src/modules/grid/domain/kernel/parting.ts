import { isLegal, type Lots } from '../../../../shared/pure/market/scale.js';
import { opposite, type Side } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { isReduceOnly } from '../ladder/sides.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { bare, cancel } from './arm.js';
import { barredSide } from './barred.js';
import { withIdleEdges } from './idle.js';
import type { GridStep } from './outputs.js';
import { cellLeg, isLive, NO_TRADES, type BotOrder, type GridState } from './state.js';

/** Legs of the orders that close one side because of an extreme trend: `trend-<number>`. */
export const TREND_LEG = 'trend-';

/**
 * The orders of every cell that opens with this side are cancelled. Those of cells that may not open any more are simply
 * gone; with `closes`, closing orders too, and what the cells hold is closed by one market order once all have ended.
 */
export function withdraw(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  side: Side,
  closes: boolean,
): GridStep {
  const outputs: StrategyOutput[] = [];
  const moving = [...state.moving];
  for (const [index, cell] of state.cells.entries()) {
    const isOpening = cell.order === side;
    if (!isLive(cell) || state.slots[index]!.opens !== side || !(closes || isOpening)) continue;
    if (moving.includes(index)) continue;
    moving.push(index);
    outputs.push(cancel(state, cellLeg(index, cell.orders)));
  }
  const parting = closes && state.cells.some(({ held }, index) => held > 0 && opensWith(state, index, side));
  const next: GridState = { ...state, moving, parting: parting ? side : state.parting };
  const step = partIfReady(market, settings, next);
  return { state: step.state, outputs: [...outputs, ...step.outputs] };
}

/**
 * Closes what the cells of the parting side hold, once none of them has an order left; when they hold nothing any more the
 * parting is over. Also called at each decision close, so that a refused close is tried again.
 */
export function partIfReady(market: GridMarket, settings: GridSettings, state: GridState): GridStep {
  const { parting, closing, phase } = state;
  if (parting === null || closing !== null || phase !== 'running') return { state, outputs: [] };
  const cells = state.cells.filter((_, index) => opensWith(state, index, parting));
  if (cells.some(isLive)) return { state, outputs: [] };
  const held = cells.reduce((sum, cell) => sum + cell.held, 0) as Lots;
  const side = opposite(parting);
  if (held === 0 || !isLegal(market.scale, state.lines[0]!, held))
    return { state: parted(state, parting), outputs: [] };
  const closings = state.closings + 1;
  const order: BotOrder = {
    leg: `${TREND_LEG}${closings}`,
    size: held,
    filled: 0 as Lots,
    trades: NO_TRADES,
  };
  return {
    state: { ...state, closings, closing: order },
    outputs: [
      {
        kind: 'place',
        order: {
          type: 'market',
          leg: order.leg,
          cycle: state.generation,
          side,
          size: held,
          reason: 'trend',
          reduceOnly: isReduceOnly(settings, side),
        },
        replaces: null,
      },
    ],
  };
}

/** Nothing is left to close. Should the trend have ended meanwhile, the cells wait for the price as idle ones do. */
function parted(state: GridState, side: Side): GridState {
  if (barredSide(state.trend) === side) return { ...state, parting: null };
  const cells = state.cells.map((cell) => (cell.order === 'barred' ? bare(cell, 'idle') : cell));
  return withIdleEdges({ ...state, parting: null, cells });
}

const opensWith = ({ slots }: GridState, index: number, side: Side): boolean => slots[index]!.opens === side;
