import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { OrderFilledInput } from '../../../../shared/pure/strategy/input.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { portions } from '../ladder/cell-share.js';
import { arrived, type GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arm, opens } from './arm.js';
import { legEnded } from './generation.js';
import { withIdleEdges } from './idle.js';
import { INITIAL, TRIGGER_LEGS, wholeOf } from './lay.js';
import { unchanged, type GridStep } from './outputs.js';
import { partIfReady } from './parting.js';
import {
  cellLeg,
  cellOf,
  changed,
  changedCell,
  isLive,
  NO_TRADES,
  withCell,
  type BotOrder,
  type Cell,
  type GridState,
} from './state.js';
import { after, cancelAll, emptied, end, netHeld, reduced, settle } from './stop.js';

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
  const opening = cell.order === opens(state, index);
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
  if (!complete && state.phase === 'running')
    return { state: withCell(state, index, done, quietSince), outputs: [] };
  if (state.phase === 'running') {
    const staying = state.moving.length === 0 ? state : withoutMove(state, index);
    const armed = arm(market, settings, staying, index, done, opening ? 'close' : 'open', quietSince);
    if (armed.output !== null) return { state: armed.state, outputs: [armed.output] };
    return partIfReady(market, settings, armed.state);
  }
  // A bot that changes or stops answers nothing, but what a late fill has brought is counted, and closed at a stop.
  const late = withCell(state, index, complete ? { ...done, order: 'done' } : done);
  if (state.phase === 'changing')
    return complete ? legEnded(market, settings, late, fill.leg, fill.at) : { state: late, outputs: [] };
  return settle(market, settings, late, null);
}

export const withoutMove = (state: GridState, index: number): GridState =>
  state.moving.includes(index) ? { ...state, moving: state.moving.filter((cell) => cell !== index) } : state;

/** The initial order: what has filled belongs to the cells nearest to the price, the answers follow when it is complete. */
function fillInitial(market: GridMarket, settings: GridSettings, state: GridState, fill: Fill): GridStep {
  const { initial } = state;
  if (initial === null || initial.trades.includes(fill.tradeId)) return unchanged(state);
  const counted = count(initial, fill);
  const complete = counted.filled >= counted.size;
  const cells = shared(market, state, initial.filled, counted.filled, fill);
  const next = changed(state, { initial: complete ? null : counted, cells });
  if (state.phase !== 'running') return settle(market, settings, next, null);
  return complete ? answerInitial(market, settings, next) : { state: next, outputs: [] };
}

/** The cells after the initial order's fills have gone from `before` to `after` lots. */
function shared(
  market: GridMarket,
  state: GridState,
  before: Lots,
  after: Lots,
  { side }: Fill,
): readonly Cell[] {
  const { initial } = state.course;
  const [had, has] = [portions(initial, before), portions(initial, after)];
  const cells = state.cells.slice();
  for (const [place, [index, lots]] of has.entries()) {
    const gain = arrived(market, side, lots) - arrived(market, side, had[place]![1]);
    if (gain !== 0) cells[index] = changedCell(cells[index]!, { held: (cells[index]!.held + gain) as Lots });
  }
  return cells;
}

/**
 * The initial order is complete, or has ended with what it had filled: every cell that got its whole size is answered, from
 * the lowest up; the others stay idle until the price passes them, and then close what they hold first.
 */
export function answerInitial(market: GridMarket, settings: GridSettings, state: GridState): GridStep {
  let next = changed(state, { initial: null });
  const outputs: StrategyOutput[] = [];
  for (const [index, cell] of state.cells.entries()) {
    if (cell.order !== 'initial') continue;
    if (cell.held < wholeOf(market, state, index)) {
      next = withCell(next, index, changedCell(cell, { order: 'idle' }));
      continue;
    }
    const armed = arm(market, settings, next, index, cell, 'close');
    next = armed.state;
    if (armed.output !== null) outputs.push(armed.output);
  }
  return { state: withIdleEdges(next), outputs };
}

/** A fill of an order that closes what is held: ours, or that of a trigger at the venue. */
function fillClosing(market: GridMarket, settings: GridSettings, state: GridState, fill: Fill): GridStep {
  const isOurs = state.closing?.leg === fill.leg;
  if ((state.phase === 'running' || state.phase === 'changing' || state.phase === 'paused') && !isOurs) {
    if (!isTrigger(fill.leg)) return unchanged(state);
    const told = fillClosing(market, settings, triggered(settings, state, fill.leg), fill);
    return after(cancelAll(state, fill.leg), told);
  }
  const { closing } = state;
  if (closing === null || !isOurs || closing.trades.includes(fill.tradeId)) return unchanged(state);
  const counted = count(closing, fill);
  const cells = reduced(state, fill.side, fill.size);
  const next: GridState = { ...state, cells, closing: counted };
  if (counted.filled < counted.size) return { state: next, outputs: [] };
  const closed: GridState = { ...next, closing: null };
  if (state.phase === 'running') return partIfReady(market, settings, closed);
  // Cells of both sides that are left cancel out: they were closed by this very fill.
  const flat = netHeld(closed) === 0 ? { ...closed, cells: emptied(cells) } : closed;
  return settle(market, settings, flat, null);
}

export const isTrigger = (leg: string): boolean =>
  leg === TRIGGER_LEGS.stopLoss || leg === TRIGGER_LEGS.takeProfit;

/** The state once a trigger has acted: the venue has cancelled the orders and closes what is held, if it was told so. */
export function triggered(settings: GridSettings, state: GridState, leg: string): GridState {
  const size = Math.abs(netHeld(state)) as Lots;
  const closes = settings.stopMode === 'close' && size > 0;
  return {
    ...state,
    phase: 'stopping',
    stop: { mode: settings.stopMode, reason: leg },
    quietSince: null,
    change: null,
    parting: null,
    closing: closes ? { leg, size, filled: 0 as Lots, trades: NO_TRADES } : null,
  };
}

/** A liquidation takes everything and stops the bot. */
export function liquidated(state: GridState): GridStep {
  if (state.phase === 'stopped') return unchanged(state);
  const taken: GridState = {
    ...state,
    cells: emptied(state.cells),
    stop: { mode: 'keep', reason: 'liquidation' },
  };
  return after(cancelAll(state), end(taken));
}

const count = (order: BotOrder, fill: Fill): BotOrder => ({
  ...order,
  filled: (order.filled + fill.size) as Lots,
  trades: [...order.trades, fill.tradeId],
});
