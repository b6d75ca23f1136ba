import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { OrderEndedInput } from '../../../../shared/pure/strategy/input.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arm, opens } from './arm.js';
import { answerInitial } from './fills.js';
import { note, unchanged, type GridStep } from './outputs.js';
import { INITIAL } from './start.js';
import { cellLeg, cellOf, isLive, NO_TRADES, withCell, type Cell, type GridState } from './state.js';
import { after, stopBot } from './stop.js';

/** An order will not act any more: denied by us, rejected by the venue, or cancelled. */
export function onOrderEnded(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  input: OrderEndedInput,
): GridStep {
  if (input.cycle !== state.generation) return unchanged(state);
  const index = cellOf(input.leg);
  if (index >= 0) return cellOrderEnded(market, settings, state, index, input);
  if (input.leg === INITIAL && state.initial !== null) return initialEnded(market, settings, state, input);
  if (state.closing?.leg === input.leg) return closingEnded(state, input);
  return unchanged(state);
}

/**
 * A partly filled order that has ended is answered by what it had filled. One that did nothing is missing: it is placed
 * again at the next decision close, not at once, so that a venue that refuses is asked once per candle.
 */
function cellOrderEnded(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  index: number,
  input: OrderEndedInput,
): GridStep {
  const cell = state.cells[index];
  if (cell === undefined || !isLive(cell) || cellLeg(index, cell.orders) !== input.leg)
    return unchanged(state);
  const rest: Cell = { ...cell, size: 0 as Lots, filled: 0 as Lots, trades: NO_TRADES };
  if (state.phase !== 'running')
    return { state: withCell(state, index, { ...rest, order: 'done' }), outputs: [] };
  if (cell.filled > 0) {
    const opening = cell.order === opens(settings, state, index);
    const armed = arm(market, settings, state, index, rest, opening ? 'close' : 'open');
    return { state: withCell(state, index, armed.cell), outputs: [armed.output] };
  }
  const which = cell.order === 'buy' ? 'grid-buy' : 'grid-sell';
  return {
    state: withCell(state, index, { ...rest, order: 'missing' }),
    outputs: [ended(input, which)],
  };
}

/** Without its initial position the ladder is not what was asked for: refused, the bot stops; filled in part, it goes on. */
function initialEnded(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  input: OrderEndedInput,
): GridStep {
  if (state.phase !== 'running') return { state: { ...state, initial: null }, outputs: [] };
  if (input.kind === 'order-cancelled' || state.initial!.filled > 0)
    return after([ended(input, INITIAL)], answerInitial(market, settings, state));
  const without: GridState = { ...state, initial: null };
  return after(
    [ended(input, INITIAL)],
    stopBot(market, settings, without, settings.stopMode, 'initial-refused', null),
  );
}

/** What the closing order left open is tried again at the next decision close. */
function closingEnded(state: GridState, input: OrderEndedInput): GridStep {
  const reason = state.stop?.reason ?? 'stopped';
  return { state: { ...state, closing: null }, outputs: [ended(input, reason)] };
}

/** `rejected` is the word of results for every order that was refused at or after its placing. */
function ended({ kind, code, leg }: OrderEndedInput, which: string): ReturnType<typeof note> {
  return note(kind === 'order-cancelled' ? 'order-cancelled' : 'rejected', { which, leg, cause: code });
}
