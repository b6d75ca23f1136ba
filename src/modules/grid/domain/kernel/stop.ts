import { formatLots, isLegal, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { isReduceOnly } from '../ladder/sides.js';
import type { GridMarket } from '../market.js';
import type { GridSettings, StopMode } from '../settings/grid-settings.js';
import { cancel, opens } from './arm.js';
import { INITIAL } from './lay.js';
import { note, priced, type GridStep } from './outputs.js';
import {
  cellLeg,
  changedCell,
  isLive,
  NO_MOVES,
  NO_TRADES,
  type BotOrder,
  type Cell,
  type GridState,
} from './state.js';

/** Lots held by all cells together, long positive. */
export function netHeld(state: GridState): number {
  return state.cells.reduce(
    (sum, { held }, index) => (opens(state, index) === 'buy' ? sum + held : sum - held),
    0,
  );
}

/**
 * Stops the bot: all orders are cancelled, and with `close` what is held is closed by a market order.
 * `price` is the decision close, null when the stop does not come at one.
 */
export function stopBot(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  mode: StopMode,
  reason: string,
  price: number | null,
): GridStep {
  const stopped: GridState = {
    ...state,
    phase: 'stopping',
    stop: { mode, reason },
    quietSince: null,
    moving: NO_MOVES,
    parting: null,
    change: null,
  };
  return after(cancelAll(state), settle(market, settings, stopped, price));
}

/**
 * Cancels every order there may be but the one that has just acted. Where the venue has cancelled them itself it has not seen
 * what the fills of the same moment have placed, so they are cancelled here as well.
 */
export function cancelAll(state: GridState, acted: string | null = null): readonly StrategyOutput[] {
  // The orders of a generation that is being changed have been cancelled already.
  if (state.phase === 'changing') return [];
  const legs = state.cells.flatMap((cell, index) => (isLive(cell) ? [cellLeg(index, cell.orders)] : []));
  if (state.initial !== null) legs.push(INITIAL);
  legs.push(...state.course.triggers);
  return legs.filter((leg) => leg !== acted).map((leg) => cancel(state, leg));
}

/**
 * Brings a stop to its end: closes what is (still, or again) held and says `ended` once nothing is. Called at the stop, when
 * the closing order has filled or ended, when a fill has overtaken a cancel, and at every decision close until it is done.
 */
export function settle(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  price: number | null,
): GridStep {
  const { stop } = state;
  if (stop === null || state.closing !== null) return { state, outputs: [] };
  if (stop.mode === 'keep') return end(state);
  const net = netHeld(state);
  if (net === 0) return state.cells.some(({ held }) => held > 0) ? offset(market, state, price) : end(state);
  if (isSelling(settings, state)) return { state, outputs: [] };
  const size = Math.abs(net) as Lots;
  if (!isLegal(market.scale, price ?? state.lines.at(-1)!, size))
    return after(
      [note('size', { which: stop.reason, size: formatLots(market.scale, size) })],
      end({ ...state, stop: { mode: 'keep', reason: stop.reason } }),
    );
  return placeClosing(settings, state, net > 0 ? 'sell' : 'buy', size, stop.reason);
}

/**
 * Whether sells on spot are left that may still act. Their coins are locked until they have ended, and what they fill meanwhile would
 * be sold a second time, out of what others have there: nothing reduces only on spot. The close waits for the last of them.
 */
export const isSelling = ({ mode }: Pick<GridSettings, 'mode'>, { cells }: GridState): boolean =>
  mode === 'spot' && cells.some((cell) => cell.order === 'sell' && isLive(cell));

function placeClosing(
  settings: GridSettings,
  state: GridState,
  side: Side,
  size: Lots,
  reason: string,
): GridStep {
  const closings = state.closings + 1;
  const closing: BotOrder = { leg: `close-${closings}`, size, filled: 0 as Lots, trades: NO_TRADES };
  const next: GridState = { ...state, phase: 'stopping', closings, closing };
  const order = {
    type: 'market',
    leg: closing.leg,
    cycle: state.generation,
    side,
    size,
    reason,
    reduceOnly: isReduceOnly(settings, side),
  } as const;
  return { state: next, outputs: [{ kind: 'place', order, replaces: null }] };
}

/** Cells whose positions cancel out are closed without an order; the ledger needs to know at what price. */
export function offset({ scale }: GridMarket, state: GridState, price: number | null): GridStep {
  const told = note('cells-cancelled-out', price === null ? {} : priced(scale, price));
  const stop =
    state.stop === null || price === null ? state.stop : { ...state.stop, offsetAt: price as Price };
  return after([told], end({ ...state, stop, cells: emptied(state.cells) }));
}

/**
 * Says `ended`; a state that has already ended stays as it is. Live orders are remembered: a fill that has overtaken its
 * cancel is still counted.
 */
export function end(state: GridState): GridStep {
  if (state.phase === 'stopped') return { state, outputs: [] };
  return {
    state: { ...state, phase: 'stopped', closing: null, quietSince: null, parting: null, change: null },
    outputs: [...dustOf(state), { kind: 'ended', reason: state.stop?.reason ?? 'stopped' }],
  };
}

/** What is left of coins though everything was to be closed: less than a lot cannot be sold, and stays in the account. */
const dustOf = ({ dust, stop }: GridState): readonly StrategyOutput[] =>
  dust !== null && stop?.mode === 'close' && money(dust) > 0n ? [note('dust', { size: dust })] : [];

export const emptied = (cells: readonly Cell[]): readonly Cell[] =>
  cells.map((cell) => (cell.held === 0 ? cell : changedCell(cell, { held: 0 as Lots })));

/** The cells after `lots` were closed by an order of `side`, in the order of their numbers. */
export function reduced(state: GridState, side: Side, lots: number): readonly Cell[] {
  let left = lots;
  return state.cells.map((cell, index) => {
    if (left === 0 || cell.held === 0 || opens(state, index) === side) return cell;
    const part = Math.min(left, cell.held);
    left -= part;
    return changedCell(cell, { held: (cell.held - part) as Lots });
  });
}

export const after = (outputs: readonly StrategyOutput[], step: GridStep): GridStep => ({
  state: step.state,
  outputs: [...outputs, ...step.outputs],
});
