import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { OrderFilledInput } from '../../../../shared/pure/strategy/input.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { needyCells } from '../ladder/sides.js';
import { arrived, type GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arm, opens } from './arm.js';
import { unchanged, type GridStep } from './outputs.js';
import { idleCells, INITIAL, share, TRIGGER_LEGS } from './start.js';
import {
  cellLeg,
  cellOf,
  isLive,
  NO_TRADES,
  withCell,
  type BotOrder,
  type Cell,
  type GridState,
} from './state.js';
import { emptied, end, netHeld, reduced, settle } from './stop.js';

/** One execution. Reports of trades already counted, and of other generations, change nothing. */
export function onFill(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { fill }: OrderFilledInput,
): GridStep {
  if (fill.cycle !== state.generation) return unchanged(state);
  const index = cellOf(fill.leg);
  if (index >= 0) return fillCell(market, settings, state, index, fill);
  if (fill.leg === INITIAL) return fillInitial(market, settings, state, fill);
  if (fill.reason === 'liquidation') return liquidated(state);
  return fillClosing(market, settings, state, fill);
}

/** A cell's order has filled: in part it is remembered, as a whole it is answered on the other line. */
function fillCell(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  index: number,
  fill: Fill,
): GridStep {
  const cell = state.cells[index];
  if (cell === undefined || !isLive(cell) || cellLeg(index, cell.orders) !== fill.leg)
    return unchanged(state);
  if (cell.trades.includes(fill.tradeId)) return unchanged(state);
  const filled = (cell.filled + fill.size) as Lots;
  const opening = cell.order === opens(settings, state, index);
  const gain = opening
    ? arrived(market, fill.side, filled) - arrived(market, fill.side, cell.filled)
    : -Math.min(fill.size, cell.held);
  const held = (cell.held + gain) as Lots;
  const complete = filled >= cell.size;
  const quietSince = state.quietSince === null ? null : Math.max(state.quietSince, fill.at);
  const done: Cell = {
    order: cell.order,
    orders: cell.orders,
    size: cell.size,
    filled: complete ? (0 as Lots) : filled,
    held,
    trades: complete ? NO_TRADES : [...cell.trades, fill.tradeId],
  };
  if (state.phase === 'running') {
    if (!complete) return { state: withCell(state, index, done, quietSince), outputs: [] };
    const armed = arm(market, settings, state, index, done, opening ? 'close' : 'open');
    return { state: withCell(state, index, armed.cell, quietSince), outputs: [armed.output] };
  }
  // A stopped bot answers nothing, but what a late fill has brought must be closed like the rest.
  const late: Cell = complete ? { ...done, order: 'done' } : done;
  return settle(market, settings, withCell(state, index, late), null);
}

/** The initial order: what has filled belongs to the cells nearest to the price, the answers follow when it is complete. */
function fillInitial(market: GridMarket, settings: GridSettings, state: GridState, fill: Fill): GridStep {
  const { initial } = state;
  if (initial === null || initial.trades.includes(fill.tradeId)) return unchanged(state);
  const counted = count(initial, fill);
  const complete = counted.filled >= counted.size;
  const cells = shared(market, settings, state, counted);
  const next: GridState = { ...state, initial: complete ? null : counted, cells };
  if (state.phase !== 'running') return settle(market, settings, next, null);
  return complete ? answerInitial(market, settings, next) : { state: next, outputs: [] };
}

function shared(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { filled }: BotOrder,
): readonly Cell[] {
  const needy = needyCells(settings.mode, state.waiting, state.cells.length);
  const side = settings.mode === 'short' ? 'sell' : 'buy';
  const cells = state.cells.slice();
  for (const [index, lots] of share(settings, state, needy, filled))
    cells[index] = { ...cells[index]!, held: arrived(market, side, lots) };
  return cells;
}

/**
 * The initial order is complete, or has ended with what it had filled: every cell that got its whole size is answered, from
 * the lowest up; the others stay idle until the price passes them, and then close what they hold first.
 */
export function answerInitial(market: GridMarket, settings: GridSettings, state: GridState): GridStep {
  const needy = needyCells(settings.mode, state.waiting, state.cells.length);
  const ended: GridState = { ...state, initial: null };
  const cells = state.cells.slice();
  const outputs: StrategyOutput[] = [];
  for (let index = needy.from; index < needy.to; index += 1) {
    const cell = cells[index]!;
    if (cell.held < wholeOf(market, settings, state, index)) {
      cells[index] = { ...cell, order: 'idle' };
      continue;
    }
    const armed = arm(market, settings, ended, index, cell, 'close');
    cells[index] = armed.cell;
    outputs.push(armed.output);
  }
  return { state: { ...ended, cells, idle: idleCells(cells, needy) }, outputs };
}

const wholeOf = (market: GridMarket, settings: GridSettings, { ladder }: GridState, index: number): Lots =>
  arrived(market, settings.mode === 'short' ? 'sell' : 'buy', ladder.sizes[index]!);

/** A fill of the order that closes the whole position: ours, or that of a trigger at the venue. */
function fillClosing(market: GridMarket, settings: GridSettings, state: GridState, fill: Fill): GridStep {
  if (state.phase === 'running') {
    if (!isTrigger(fill.leg)) return unchanged(state);
    return fillClosing(market, settings, triggered(settings, state, fill.leg), fill);
  }
  const { closing } = state;
  if (closing === null || closing.leg !== fill.leg || closing.trades.includes(fill.tradeId))
    return unchanged(state);
  const counted = count(closing, fill);
  const cells = reduced(settings, state, fill.side, fill.size);
  const next: GridState = { ...state, cells, closing: counted };
  if (counted.filled < counted.size) return { state: next, outputs: [] };
  const closed: GridState = { ...next, closing: null };
  // Cells of both sides that are left cancel out: they were closed by this very fill.
  const flat = netHeld(settings, closed) === 0 ? { ...closed, cells: emptied(cells) } : closed;
  return settle(market, settings, flat, null);
}

export const isTrigger = (leg: string): boolean =>
  leg === TRIGGER_LEGS.stopLoss || leg === TRIGGER_LEGS.takeProfit;

/** The state once a trigger has acted: the venue has cancelled the orders and closes what is held, if it was told so. */
export function triggered(settings: GridSettings, state: GridState, leg: string): GridState {
  const size = Math.abs(netHeld(settings, state)) as Lots;
  const closes = settings.stopMode === 'close' && size > 0;
  return {
    ...state,
    phase: 'stopping',
    stop: { mode: settings.stopMode, reason: leg },
    quietSince: null,
    closing: closes ? { leg, size, filled: 0 as Lots, trades: NO_TRADES } : null,
  };
}

/** A liquidation takes everything and stops the bot; the venue has cancelled the orders. */
export function liquidated(state: GridState): GridStep {
  if (state.phase === 'stopped') return unchanged(state);
  return end({ ...state, cells: emptied(state.cells), stop: { mode: 'keep', reason: 'liquidation' } });
}

const count = (order: BotOrder, fill: Fill): BotOrder => ({
  ...order,
  filled: (order.filled + fill.size) as Lots,
  trades: [...order.trades, fill.tradeId],
});
