import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { OrderEndedInput } from '../../../../shared/pure/strategy/input.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arm, arrivedAt, bare, opens } from './arm.js';
import { answerInitial, withoutMove } from './fills.js';
import { legEnded } from './generation.js';
import { INITIAL } from './lay.js';
import { note, unchanged, type GridStep } from './outputs.js';
import { partIfReady } from './parting.js';
import { cellLeg, cellOf, isLive, withCell, type Cell, type GridState } from './state.js';
import { after, isSelling, settle, stopBot } from './stop.js';

/** An order will not act any more: denied by us, rejected by the venue, or cancelled. */
export function onOrderEnded(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  input: OrderEndedInput,
  at: EpochMs,
): GridStep {
  if (input.cycle !== state.generation) return unchanged(state);
  const index = cellOf(input.leg);
  if (index >= 0) return cellOrderEnded(market, settings, state, index, input, at);
  if (input.leg === INITIAL && state.initial !== null) return initialEnded(market, settings, state, input);
  if (state.closing?.leg === input.leg) return closingEnded(state, input);
  return state.phase === 'changing' ? legEnded(market, settings, state, input.leg, at) : unchanged(state);
}

/**
 * A partly filled order that has ended is answered by what it had filled. One that did nothing is missing: it is placed
 * again at the next decision close, not at once, so that a venue that refuses is asked once per candle; unless it was
 * cancelled to be placed elsewhere.
 */
function cellOrderEnded(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  index: number,
  input: OrderEndedInput,
  at: EpochMs,
): GridStep {
  const cell = before.cells[index];
  if (cell === undefined || !isLive(cell) || cellLeg(index, cell.orders) !== input.leg)
    return unchanged(before);
  if (before.phase === 'changing')
    return legEnded(market, settings, withCell(before, index, bare(cell, 'done')), input.leg, at);
  if (before.phase !== 'running') {
    // What it had filled may be told again, and the rest of it later.
    const known: Cell = { ...bare(cell, 'done'), trades: cell.trades };
    const state = withCell(before, index, known);
    return isSelling(settings, before) ? settle(market, settings, state, null) : { state, outputs: [] };
  }
  const isMoving = before.moving.includes(index);
  const state = withoutMove(before, index);
  const opening = cell.order === opens(state, index);
  const rest: Cell = { ...bare(cell, 'missing'), order: cell.order };
  if (cell.filled > 0) return armed(market, settings, state, index, rest, opening ? 'close' : 'open');
  if (isMoving)
    return armed(market, settings, arrivedAt(state, index), index, rest, opening ? 'open' : 'close');
  const which = cell.order === 'buy' ? 'grid-buy' : 'grid-sell';
  return {
    state: withCell(state, index, bare(cell, 'missing')),
    outputs: [ended(input, which)],
  };
}

function armed(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  index: number,
  cell: Cell,
  want: 'open' | 'close',
): GridStep {
  const next = arm(market, settings, state, index, cell, want);
  if (next.output !== null) return { state: next.state, outputs: [next.output] };
  return partIfReady(market, settings, next.state);
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
  const reason = state.stop?.reason ?? (state.parting === null ? 'stopped' : 'trend');
  return { state: { ...state, closing: null }, outputs: [ended(input, reason)] };
}

/** `rejected` is the word of results for every order that was refused at or after its placing. */
function ended({ kind, code, leg }: OrderEndedInput, which: string): ReturnType<typeof note> {
  return note(kind === 'order-cancelled' ? 'order-cancelled' : 'rejected', { which, leg, cause: code });
}
