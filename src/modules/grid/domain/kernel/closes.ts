import { isLegal, type Lots } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import { opposite, type Side } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { lineOf } from '../ladder/slots.js';
import type { GridMarket } from '../market.js';
import type { GridSettings, GridStop, StopMode } from '../settings/grid-settings.js';
import { arm, cancel, opens, type Want } from './arm.js';
import { editGrid } from './edit.js';
import { passesIdle, wakeIdle } from './idle.js';
import { followLines, followMarket, passesEdge } from './move-range.js';
import { RUNNING, stillRunning, type GridStep } from './outputs.js';
import { known, pointIn, watchesEquity, type Outline } from './plan.js';
import { crossRange, hasLeft, isInRange, recenter } from './range.js';
import { cellLeg, isLive, isSettled, type Cell, type GridState } from './state.js';
import { after, stopBot } from './stop.js';
import { followTrend } from './trend-filter.js';

const MINUTE_MS = 60_000;

/**
 * A decision close of a running grid: stops in percent or amount, the range, idleness, an edit, idle cells, unsettled cells.
 * On most closes none of them is there, and the same state and the shared `RUNNING` come back.
 */
export function onRunningClose(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  input: CandleClosedInput,
  stamp: Stamp,
  { plan, isPlain }: Outline,
): GridStep {
  if (isPlain && isCalm(state, input.close, plan)) return stillRunning(state);
  const stop = stopAt(settings, state, input, stamp);
  if (stop !== null)
    return after(RUNNING, stopBot(market, settings, state, stop.mode, stop.reason, input.close));
  if (isQuiet(settings, state, input, plan)) return stillRunning(state);
  const outputs: StrategyOutput[] = [...RUNNING];
  const changed = changeOf(market, settings, state, input, stamp, plan, outputs);
  if (changed !== null) return after(outputs, changed);
  const next = adjusted(market, settings, state, input, stamp, outputs);
  return { state: next, outputs: outputs.length === RUNNING.length ? RUNNING : outputs };
}

/** A new generation, when the settings or the price ask for one; null when they do not, or when it is refused. */
function changeOf(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  input: CandleClosedInput,
  stamp: Stamp,
  plan: string,
  outputs: StrategyOutput[],
): GridStep | null {
  if (plan !== state.course.plan && isSettled(state))
    return editGrid(market, settings, state, input, stamp.at);
  return settings.onRangeExit === 'recenter' && hasLeft(state, input.close)
    ? recenter(market, settings, state, input, stamp, outputs)
    : null;
}

/** Everything that moves within a generation. */
function adjusted(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  input: CandleClosedInput,
  stamp: Stamp,
  outputs: StrategyOutput[],
): GridState {
  const { close, values, tradingAllowed } = input;
  let state = before;
  if (state.initial === null) {
    if (passesEdge(state, close)) state = followMarket(market, settings, state, close, outputs);
    const point = settings.spacing === 'dynamic' ? pointIn(values) : null;
    if (point !== null && point.centre !== state.course.point?.centre)
      state = followLines(market, settings, state, point, outputs);
  }
  state = crossRange(market, settings, state, close, stamp, outputs);
  if (settings.trendFilter === 'adx') state = followTrend(market, settings, state, input, outputs);
  if (tradingAllowed) state = wakeIdle(market, settings, state, close, outputs);
  return state.unsettled > 0 ? settleCells(market, settings, state, input, outputs) : state;
}

/** A close inside the range that no cell and no edge waits for: with plain settings there is nothing else to look at. */
function isCalm(state: GridState, close: number, plan: string): boolean {
  const { lines, idle, course } = state;
  return (
    state.unsettled === 0 &&
    state.inRange &&
    close >= lines[0]! &&
    close <= lines[lines.length - 1]! &&
    (idle.above === null || close < idle.above) &&
    (idle.below === null || close > idle.below) &&
    // Edges that follow lie outside the range.
    course.plan === plan
  );
}

function isQuiet(
  settings: GridSettings,
  state: GridState,
  { close, values }: CandleClosedInput,
  plan: string,
): boolean {
  return (
    state.unsettled === 0 &&
    state.course.plan === plan &&
    isInRange(state, close) === state.inRange &&
    (state.inRange || settings.onRangeExit !== 'recenter') &&
    !passesIdle(state, close) &&
    !passesEdge(state, close) &&
    (settings.spacing !== 'dynamic' || isSame(values['dynamic.centre'], state.course.point?.centre)) &&
    (settings.trendFilter === 'off' || (state.parting === null && isSame(values['adx.trend'], state.trend)))
  );
}

/** A value that is unknown now says nothing new. */
const isSame = (value: number | null | undefined, before: number | undefined): boolean =>
  known(value) === null || value === before;

/** What ends the bot at this close; null when nothing does. */
export function stopAt(
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
  if (settings.onRangeExit.startsWith('stop') && hasLeft(state, close))
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
      if (!tradingAllowed && armed.state.cells[index]!.order === opens(state, index)) continue;
      next = armed.state;
      if (armed.output !== null) outputs.push(armed.output);
    } else if (isLive(cell) && cell.filled > 0 && hasStalled(market, next, index, cell, close)) {
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
  state: GridState,
  index: number,
  cell: Cell,
  close: number,
): boolean {
  const answer = opposite(cell.order as Side);
  const slot = state.slots[index]!;
  const price = lineOf(slot, answer);
  const want: Want = cell.order === slot.opens ? 'close' : 'open';
  const lots = (want === 'close' ? cell.held : slot.size - cell.held) as Lots;
  return (answer === 'sell' ? close >= price : close <= price) && isLegal(scale, price, lots);
}
