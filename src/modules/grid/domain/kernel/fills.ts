import type { Lots } from '../../../../shared/pure/market/scale.js';
import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import type { OrderFilledInput } from '../../../../shared/pure/strategy/input.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { portions } from '../ladder/cell-share.js';
import type { GridMarket } from '../market.js';
import { received, spread } from '../received.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arm, opens } from './arm.js';
import { legEnded } from './generation.js';
import { withIdleEdges } from './idle.js';
import { INITIAL, TRIGGER_LEGS } from './lay.js';
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
import { after, cancelAll, emptied, end, netHeld, reduced, settle, stopBot } from './stop.js';

/** One execution. Reports of trades already counted, and of other generations, change nothing. */
export function onFill(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { fill }: OrderFilledInput,
): GridStep {
  if (fill.reason === 'liquidation') return taken(market, settings, state, fill);
  if (fill.cycle !== state.generation) return unchanged(state);
  const index = cellOf(fill.leg);
  if (index >= 0) return fillCell(market, settings, state, index, fill);
  if (fill.leg === INITIAL) return fillInitial(market, settings, state, fill);
  return fillClosing(market, settings, state, fill);
}

/** A cell's order has filled: in part it is remembered, as a whole it is answered on the other line. */
function fillCell(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  index: number,
  fill: Fill,
): GridStep {
  const cell = before.cells[index];
  if (cell === undefined || cell.trades.includes(fill.tradeId)) return unchanged(before);
  if (!isLive(cell) || cellLeg(index, cell.orders) !== fill.leg)
    return fillEnded(market, settings, before, index, fill);
  const { lots, state } = counted(market, before, fill);
  const filled = (cell.filled + fill.size) as Lots;
  const opening = cell.order === opens(state, index);
  const gain = opening ? lots : -Math.min(lots, cell.held);
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
  const trades = [...cell.trades, fill.tradeId];
  const late = withCell(state, index, complete ? { ...done, order: 'done', trades } : done);
  if (state.phase === 'changing')
    return complete ? legEnded(market, settings, late, fill.leg, fill.at) : { state: late, outputs: [] };
  return settle(market, settings, late, null);
}

/** Which of the orders of its cell a leg names. */
const orderOf = (leg: string): number => Number(leg.slice(leg.lastIndexOf('-') + 1));

/**
 * A fill that is told after its order has ended. While the bot runs, what has ended stays as it was answered; a stop closes what is really
 * held, because on spot more than that is refused for ever.
 */
function fillEnded(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  index: number,
  fill: Fill,
): GridStep {
  const cell = before.cells[index]!;
  if (before.stop?.mode !== 'close' || !(orderOf(fill.leg) <= cell.orders)) return unchanged(before);
  const { lots, state } = counted(market, before, fill);
  const gain = fill.side === opens(state, index) ? lots : -Math.min(lots, cell.held);
  const held = (cell.held + gain) as Lots;
  const known = changedCell(cell, { held, trades: [...cell.trades, fill.tradeId] });
  return settle(market, settings, withCell(state, index, known), null);
}

export const withoutMove = (state: GridState, index: number): GridState =>
  state.moving.includes(index) ? { ...state, moving: state.moving.filter((cell) => cell !== index) } : state;

/** The initial order: what has filled belongs to the cells nearest to the price, the answers follow when it is complete. */
function fillInitial(market: GridMarket, settings: GridSettings, state: GridState, fill: Fill): GridStep {
  const { initial } = state;
  if (initial === null || initial.trades.includes(fill.tradeId)) return unchanged(state);
  const filled = count(initial, fill);
  const complete = filled.filled >= filled.size;
  const { lots, state: dusted } = counted(market, state, fill);
  const cells = shared(dusted, initial.filled, filled.filled, lots);
  const next = changed(dusted, { initial: filled, cells });
  if (state.phase !== 'running')
    return settle(market, settings, complete ? changed(next, { initial: null }) : next, null);
  return complete ? answerInitial(market, settings, next) : { state: next, outputs: [] };
}

/** Whole lots that a fill has moved, and the state that knows what is left over. */
function counted(
  { scale }: GridMarket,
  state: GridState,
  fill: Fill,
): { readonly lots: number; readonly state: GridState } {
  if (fill.feeIn !== 'base') return { lots: fill.size, state };
  const { lots, dust } = received(scale, money(state.dust ?? '0'), fill);
  return { lots, state: changed(state, { dust: formatMoney(dust) }) };
}

/** The cells after the initial order's fills have gone from `before` to `after` lots, of which so many have arrived. */
function shared(state: GridState, before: Lots, after: Lots, arrived: number): readonly Cell[] {
  const { initial } = state.course;
  const had = portions(initial, before);
  const bought = portions(initial, after).map(([, lots], place) => lots - had[place]![1]);
  const cells = state.cells.slice();
  for (const [place, gain] of spread(bought, arrived).entries()) {
    const index = initial[place]![0];
    if (gain !== 0) cells[index] = changedCell(cells[index]!, { held: (cells[index]!.held + gain) as Lots });
  }
  return cells;
}

/**
 * The initial order is complete, or has ended with what it had filled: every cell whose whole share was traded is answered, from
 * the lowest up; the others stay idle until the price passes them, and then close what they hold first.
 */
export function answerInitial(market: GridMarket, settings: GridSettings, state: GridState): GridStep {
  let next = changed(state, { initial: null });
  const outputs: StrategyOutput[] = [];
  const { initial } = state.course;
  const traded = portions(initial, state.initial!.filled);
  const short = new Set(initial.flatMap(([index, lots], place) => (traded[place]![1] < lots ? [index] : [])));
  for (const [index, cell] of state.cells.entries()) {
    if (cell.order !== 'initial') continue;
    if (short.has(index)) {
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

/**
 * The venue has taken something by itself. A part of it stops the bot like a trigger would: its cells are not what they were, and
 * what is left of them is closed or kept as its settings say.
 */
function taken(market: GridMarket, settings: GridSettings, state: GridState, { side, size }: Fill): GridStep {
  const net = netHeld(state);
  if (net === 0 || net > 0 !== (side === 'sell') || size >= Math.abs(net)) return liquidated(state);
  const rest: GridState = { ...state, cells: reduced(state, side, size) };
  if (state.phase === 'stopped' || state.phase === 'stopping') return { state: rest, outputs: [] };
  return stopBot(market, settings, rest, settings.stopMode, 'liquidation', null);
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
