import { isLegal, type Lots } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import { opposite, type Side } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { GridMarket } from '../market.js';
import type { GridSettings, GridStop, StopMode } from '../settings/grid-settings.js';
import { arm, cancel, linePrice, opens, type Want } from './arm.js';
import { note, priced, RUNNING, type GridStep } from './outputs.js';
import { cellLeg, isLive, withCell, type Cell, type GridState } from './state.js';
import { after, stopBot } from './stop.js';

const MINUTE_MS = 60_000;

/**
 * A decision close of a running grid: stops in percent or amount, the range, idleness, idle cells, unsettled cells. On most
 * closes none of them is there, and the same state and the shared `RUNNING` come back.
 */
export function onRunningClose(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  input: CandleClosedInput,
  stamp: Stamp,
): GridStep {
  const stop = stopAt(settings, state, input, stamp);
  if (stop !== null)
    return after(RUNNING, stopBot(market, settings, state, stop.mode, stop.reason, input.close));
  const outputs: StrategyOutput[] | null = isQuiet(settings, state, input) ? null : [...RUNNING];
  if (outputs === null) return { state, outputs: RUNNING };
  let next = crossRange(market, settings, state, input, stamp, outputs);
  if (input.tradingAllowed) next = wakeIdle(market, settings, next, input.close, outputs);
  if (next.unsettled > 0) next = settleCells(market, settings, next, input, outputs);
  return { state: next, outputs: outputs.length === RUNNING.length ? RUNNING : outputs };
}

const isInRange = ({ ladder: { lines } }: GridState, close: number): boolean =>
  close >= lines[0]! && close <= lines[lines.length - 1]!;

function isQuiet(settings: GridSettings, state: GridState, { close }: CandleClosedInput): boolean {
  return (
    state.unsettled === 0 &&
    isInRange(state, close) === state.inRange &&
    (state.idle.from === state.idle.to || !passesIdle(settings, state, close))
  );
}

function stopAt(
  settings: GridSettings,
  state: GridState,
  { close, account }: CandleClosedInput,
  { at }: Stamp,
): { readonly mode: StopMode; readonly reason: string } | null {
  const mode = settings.stopMode;
  if (watchesEquity(settings.stopLoss) || watchesEquity(settings.takeProfit)) {
    const reason = equityStop(settings, state, account.equity);
    if (reason !== null) return { mode, reason };
  }
  if (settings.onRangeExit.startsWith('stop') && !isInRange(state, close))
    return { mode: settings.onRangeExit === 'stop-and-close' ? 'close' : 'keep', reason: 'range-exit' };
  if (
    settings.idleStopMin !== null &&
    state.quietSince !== null &&
    isInRange(state, close) &&
    at - state.quietSince >= settings.idleStopMin * MINUTE_MS
  )
    return { mode, reason: 'idle' };
  return null;
}

const watchesEquity = ({ unit }: GridStop): boolean => unit === 'percent' || unit === 'amount';

/** Equity against its value at the start; while the venue does not say what it is, nothing is decided. */
function equityStop(settings: GridSettings, state: GridState, equity: string | null): string | null {
  if (equity === null || state.startEquity === null) return null;
  const change = money(equity) - money(state.startEquity);
  const reached = (stop: GridStop, result: bigint): boolean =>
    stop.unit === 'amount'
      ? result >= money(stop.value)
      : stop.unit === 'percent' && result * money('100') >= money(settings.investment) * money(stop.value);
  if (reached(settings.stopLoss, -change)) return 'stop-loss';
  return reached(settings.takeProfit, change) ? 'take-profit' : null;
}

function crossRange(
  { scale }: GridMarket,
  { idleStopMin }: GridSettings,
  state: GridState,
  { close }: CandleClosedInput,
  { at }: Stamp,
  outputs: StrategyOutput[],
): GridState {
  const inRange = isInRange(state, close);
  if (inRange === state.inRange) return state;
  outputs.push(note(inRange ? 'back-in-range' : 'out-of-range', priced(scale, close)));
  return { ...state, inRange, quietSince: inRange && idleStopMin !== null ? at : null };
}

/** The next idle cell opens when the close has reached the line where it would be closed. */
function passesIdle({ mode }: GridSettings, { idle, ladder: { lines } }: GridState, close: number): boolean {
  return mode === 'short' ? close <= lines[idle.to - 1]! : close >= lines[idle.from + 1]!;
}

function wakeIdle(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  close: number,
  outputs: StrategyOutput[],
): GridState {
  let next = state;
  while (next.idle.from < next.idle.to && passesIdle(settings, next, close)) {
    const { from, to } = next.idle;
    const index = settings.mode === 'short' ? to - 1 : from;
    const cell = next.cells[index]!;
    const armed = arm(market, settings, next, index, cell, cell.held > 0 ? 'close' : 'open');
    outputs.push(armed.output);
    const idle = settings.mode === 'short' ? { from, to: to - 1 } : { from: from + 1, to };
    next = { ...withCell(next, index, armed.cell), idle };
  }
  return next;
}

function settleCells(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  { close, tradingAllowed }: CandleClosedInput,
  outputs: StrategyOutput[],
): GridState {
  let next = state;
  for (const [index, cell] of state.cells.entries()) {
    if (cell.order === 'missing') {
      const armed = arm(market, settings, next, index, cell, cell.held > 0 ? 'close' : 'open');
      // Trading that is not allowed holds back what opens; what closes goes on.
      if (!tradingAllowed && armed.cell.order === opens(settings, state, index)) continue;
      next = withCell(next, index, armed.cell);
      outputs.push(armed.output);
    } else if (isLive(cell) && cell.filled > 0 && hasStalled(market, settings, next, index, cell, close)) {
      outputs.push(cancel(next, cellLeg(index, cell.orders)));
    }
  }
  return next;
}

/**
 * A partly filled order has stalled when the price has gone to the cell's other line without filling the rest. The rest is
 * cancelled and what was filled is answered once the venue confirms, so never two orders of a cell are alive.
 */
function hasStalled(
  { scale }: GridMarket,
  settings: GridSettings,
  state: GridState,
  index: number,
  cell: Cell,
  close: number,
): boolean {
  const answer = opposite(cell.order as Side);
  const price = linePrice(state, index, answer);
  const want: Want = cell.order === opens(settings, state, index) ? 'close' : 'open';
  const lots = (want === 'close' ? cell.held : state.ladder.sizes[index]! - cell.held) as Lots;
  return (answer === 'sell' ? close >= price : close <= price) && isLegal(scale, price, lots);
}
