import { formatPrice, type Lots } from '../../../../shared/pure/market/scale.js';
import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { planGrid, type Ladder } from '../ladder/ladder.js';
import { waitingLine } from '../ladder/lines.js';
import { nearestFirst, needyCells } from '../ladder/sides.js';
import { slotsOf } from '../ladder/slots.js';
import { startRefusals } from '../ladder/start-checks.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { barredSide, compare } from './barred.js';
import { lay } from './lay.js';
import { gate, note, type GridStep } from './outputs.js';
import { followEdges, known, planOf, pointIn } from './plan.js';
import { changed, changedCourse, newCell, type GridState } from './state.js';

/** A decision close before the start: starts the bot when its trigger is there and nothing forbids it. */
export function tryStart(
  market: GridMarket,
  settings: GridSettings,
  held: Lots,
  state: GridState,
  input: CandleClosedInput,
  stamp: Stamp,
): GridStep {
  if (!input.tradingAllowed) return { state, outputs: [gate('trading')] };
  const seen = withFirstSide(market, settings, state, input);
  if (!isTriggered(market, settings, seen, input))
    return { state: seen, outputs: [triggerGate(market, settings, input)] };
  const waits = indicatorGate(settings, input);
  if (waits !== null) return { state: seen, outputs: [waits] };
  const { cash, equity } = input.account;
  if (cash === null || equity === null) return { state: seen, outputs: [gate('account')] };
  const point = pointIn(input.values);
  const plan = planGrid(settings, market, { shift: 0, point });
  const refusals = plan.ok
    ? startRefusals(settings, market, plan.value, { price: input.close, cash })
    : plan.error;
  if (!plan.ok || refusals.length > 0) return refusedStart(seen, refusals, cash);
  const trend = known(input.values['adx.trend']) ?? 0;
  const course = changedCourse(seen.course, {
    ...followEdges(settings, market, 0),
    plan: planOf(settings),
    point,
  });
  return begin(
    market,
    settings,
    held,
    plan.value,
    changed(seen, { startEquity: equity, trend, course }),
    input,
    stamp,
  );
}

function refusedStart(state: GridState, refusals: readonly Refusal[], cash: string): GridStep {
  const { code } = refusals[0]!;
  return {
    state: { ...state, phase: 'stopped', stop: { mode: 'keep', reason: code } },
    outputs: [
      gate('risk', code, cash),
      ...refusals.map((refusal) => note(refusal.code, refusal.details)),
      { kind: 'ended', reason: code },
    ],
  };
}

function begin(
  market: GridMarket,
  settings: GridSettings,
  carried: Lots,
  ladder: Ladder,
  before: GridState,
  { close }: CandleClosedInput,
  stamp: Stamp,
): GridStep {
  const { lines } = ladder;
  const waiting = waitingLine(lines, close);
  const inRange = close >= lines[0]! && close <= lines.at(-1)!;
  const slots = slotsOf(ladder, settings.mode, waiting);
  const state = changed(before, {
    phase: 'running',
    startPrice: close,
    lines,
    waiting,
    slots,
    cells: slots.map(() => newCell()),
    inRange,
    quietSince: settings.idleStopMin !== null && inRange ? stamp.at : null,
  });
  const held = takenOver(settings, state, settings.initialPosition === 'hold' ? carried : (0 as Lots));
  const laid = lay(market, settings, state, close, held);
  return { state: laid.state, outputs: [gate('started', formatPrice(market.scale, close)), ...laid.outputs] };
}

/** What was there before the start goes to the cells that need it, the nearest to the price first. */
function takenOver({ mode }: GridSettings, { slots, waiting }: GridState, lots: Lots): readonly Lots[] {
  const held = slots.map(() => 0 as Lots);
  let left: number = lots;
  for (const index of nearestFirst(mode, needyCells(mode, waiting, slots.length))) {
    held[index] = Math.min(left, slots[index]!.size) as Lots;
    left -= held[index];
  }
  return held;
}

function isTriggered(
  { scale }: GridMarket,
  { startTrigger: { type, value } }: GridSettings,
  { startedFrom }: GridState,
  { close, values }: CandleClosedInput,
): boolean {
  if (type === 'now' || value === null) return true;
  if (type === 'rsi-below' || type === 'rsi-above') {
    const rsi = known(values['rsi']);
    if (rsi === null) return false;
    return type === 'rsi-below' ? rsi <= Number(value) : rsi >= Number(value);
  }
  const order = compare(scale, close, value);
  if (type === 'price-at') return startedFrom === 'below' ? order >= 0 : order <= 0;
  return type === 'price-above' ? order >= 0 : order <= 0;
}

/** `price-at` starts when the price arrives from whichever side it was first seen on. */
function withFirstSide(
  { scale }: GridMarket,
  { startTrigger: { type, value } }: GridSettings,
  state: GridState,
  { close }: CandleClosedInput,
): GridState {
  if (type !== 'price-at' || value === null || state.startedFrom !== null) return state;
  return changed(state, { startedFrom: compare(scale, close, value) < 0 ? 'below' : 'above' });
}

function triggerGate(
  { scale }: GridMarket,
  { startTrigger: { type, value } }: GridSettings,
  { close, values }: CandleClosedInput,
): StrategyOutput {
  const seen = type.startsWith('rsi') ? String(known(values['rsi']) ?? 'unknown') : formatPrice(scale, close);
  return gate('trigger', seen, `${type} ${value ?? ''}`);
}

/** A start waits for the values it needs, and one-sided grids for the end of an extreme trend against them. */
function indicatorGate(
  { spacing, trendFilter, mode }: GridSettings,
  { values }: CandleClosedInput,
): StrategyOutput | null {
  if (spacing === 'dynamic' && pointIn(values) === null) return gate('warm-up', 'unknown', 'dynamic.centre');
  if (trendFilter === 'off') return null;
  const trend = known(values['adx.trend']);
  if (trend === null) return gate('warm-up', 'unknown', 'adx.trend');
  const opens = mode === 'neutral' ? null : mode === 'short' ? 'sell' : 'buy';
  return opens !== null && barredSide(trend) === opens
    ? gate('trend', String(trend), opens === 'buy' ? '> -2' : '< 2')
    : null;
}
