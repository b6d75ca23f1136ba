import type { Stamp } from '../../../../shared/pure/kernel.js';
import { isLegal, type Lots } from '../../../../shared/pure/market/scale.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { addLevelReached } from '../add-level.js';
import type { Plan } from '../plan.js';
import { hasSignal } from '../signal.js';
import { entrySize } from '../sizing.js';
import { hedgeLegOf, type Cycle, type HedgeLeg, type HyperRsiState } from '../state.js';
import { decisionTime } from './decision-time.js';
import * as say from './gate-records.js';
import type { GateLog, GateName } from './gate-records.js';
import { riskOf } from './risk.js';

/** All gates passed: what to buy or sell, and the equity that `percent` margins of the cycle are taken of. */
export interface Passed {
  readonly lots: Lots;
  readonly basis: string | null;
}

/** The gate that refused, or what passed. */
export type Evaluation = GateName | Passed;

/**
 * Evaluates an entry while flat. The gates are asked in order and the first that refuses ends it. With a log each one is
 * written down with what it saw and what it wanted; without one nothing is allocated before gate `size`.
 */
export function evaluateEntry(
  plan: Plan,
  state: HyperRsiState,
  input: CandleClosedInput,
  stamp: Stamp,
  side: PositionSide,
  log: GateLog,
): Evaluation {
  const refused =
    warmUp(plan, input, log) ??
    trading(input, log) ??
    cooldown(plan, state.freeAt[side], input, stamp, log) ??
    unresolved(state.orphans.length + (state.open === null ? 0 : 1) + hedgesOf(state, side), log) ??
    signal(plan, side, input, true, log) ??
    trend(plan, side, input, log);
  if (refused !== null) return refused;
  const basis = plan.sizing.unit === 'percent' ? input.account.equity : null;
  return sizeAndRisk(plan, null, hedgeLegOf(state), input, basis, log);
}

/**
 * Evaluates an add to the position held. `trading` and `unresolved` (a close under way) stand here too, although they can
 * refuse nothing in a backtest: an add opens risk, and nothing is added to what is being closed.
 */
export function evaluateAdd(
  plan: Plan,
  state: HyperRsiState,
  input: CandleClosedInput,
  log: GateLog,
): Evaluation {
  const cycle = state.open!;
  const refused =
    warmUp(plan, input, log) ??
    trading(input, log) ??
    unresolved(cycle.closing === null ? 0 : 1, log) ??
    limit(plan, cycle, log) ??
    takeProfitDone(plan, cycle, log) ??
    price(plan, cycle, input, log) ??
    signal(plan, cycle.side, input, plan.settings.pyramidingNeedsSignal, log) ??
    trend(plan, cycle.side, input, log);
  return refused ?? sizeAndRisk(plan, cycle, hedgeLegOf(state), input, cycle.basis, log);
}

/** A hedge that outlived its cycle holds its side of the symbol: nothing is entered into it. */
const hedgesOf = (state: HyperRsiState, side: PositionSide): number =>
  hedgeLegOf(state)?.side === side ? 1 : 0;

/** Whether the trend closes a position of this side at this close. */
export const trendCloses = (plan: Plan, side: PositionSide, { values }: CandleClosedInput): boolean =>
  plan.trendCloses && values.trend === (side === 'long' ? -2 : 2);

/** Missing and not a number are both "not there yet". */
const known = (value: number | null | undefined): value is number =>
  typeof value === 'number' && !Number.isNaN(value);

function warmUp(plan: Plan, { values }: CandleClosedInput, log: GateLog): GateName | null {
  const passed = known(values.rsi) && known(values['rsi.previous']) && (!plan.needsAtr || known(values.atr));
  if (log !== null) log.push(say.warmUp(plan, values, passed));
  return passed ? null : 'warm-up';
}

function trading({ tradingAllowed }: CandleClosedInput, log: GateLog): GateName | null {
  if (log !== null) log.push(say.trading(tradingAllowed));
  return tradingAllowed ? null : 'trading';
}

function cooldown(
  plan: Plan,
  freeAt: number,
  input: CandleClosedInput,
  stamp: Stamp,
  log: GateLog,
): GateName | null {
  const passed = decisionTime(plan, input, stamp) >= freeAt;
  if (log !== null) log.push(say.cooldown(freeAt, decisionTime(plan, input, stamp), passed));
  return passed ? null : 'cooldown';
}

function unresolved(count: number, log: GateLog): GateName | null {
  if (log !== null) log.push(say.unresolved(count));
  return count === 0 ? null : 'unresolved';
}

function signal(
  plan: Plan,
  side: PositionSide,
  { values }: CandleClosedInput,
  required: boolean,
  log: GateLog,
): GateName | null {
  const p = values['rsi.previous'] as number;
  const c = values.rsi as number;
  const passed = !required || hasSignal(plan.signal, side, p, c);
  if (log !== null) log.push(say.signal(plan, side, p, c, required, passed));
  return passed ? null : 'signal';
}

function trend(plan: Plan, side: PositionSide, { values }: CandleClosedInput, log: GateLog): GateName | null {
  const state = values.trend ?? null;
  const against = side === 'long' ? -2 : 2;
  const passed = !plan.settings.useTrend || (known(state) && state !== against);
  if (log !== null) log.push(say.trend(plan, against, state, passed));
  return passed ? null : 'trend';
}

function limit(plan: Plan, { entries }: Cycle, log: GateLog): GateName | null {
  const passed = entries.length + 1 <= plan.settings.pyramidingLimit;
  if (log !== null) log.push(say.limit(plan, entries.length, passed));
  return passed ? null : 'limit';
}

function takeProfitDone(plan: Plan, { taken }: Cycle, log: GateLog): GateName | null {
  const passed = plan.settings.addsAfterTakeProfit || !taken;
  if (log !== null) log.push(say.takeProfitDone(plan, taken, passed));
  return passed ? null : 'tp-done';
}

function price(
  plan: Plan,
  cycle: Cycle,
  { close, values }: CandleClosedInput,
  log: GateLog,
): GateName | null {
  const required = plan.settings.pyramidingNeedsPrice;
  const passed = !required || addLevelReached(plan, cycle, close, values.atr ?? null);
  if (log !== null) log.push(say.price(plan, cycle, close, values.atr ?? null, passed));
  return passed ? null : 'price';
}

function sizeAndRisk(
  plan: Plan,
  cycle: Cycle | null,
  hedge: HedgeLeg | null,
  { close, account }: CandleClosedInput,
  basis: string | null,
  log: GateLog,
): Evaluation {
  const lots = entrySize(plan.sizing, cycle === null ? 0 : cycle.entries.length, close, basis);
  const legal = lots !== null && isLegal(plan.market.scale, close, lots);
  if (log !== null) log.push(say.size(plan, close, lots, legal));
  if (!legal) return 'size';
  const risk = riskOf(plan, cycle, hedge, close, lots, account);
  if (log !== null) log.push(say.risk(plan, risk));
  if (!risk.passed) return 'risk';
  if (log !== null) log.push(say.PASSED);
  return { lots, basis };
}
