import type { Stamp } from '../../../../shared/pure/kernel.js';
import { formatPrice } from '../../../../shared/pure/market/scale.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { decisionTime } from '../decision/decision-time.js';
import { evaluateAdd, evaluateEntry, type Passed } from '../decision/gates.js';
import type { GateName } from '../decision/gate-records.js';
import { entrySubject, refusedAlone, refusedBoth, verdict } from '../decision/verdicts.js';
import { whatToDecide, type Decision } from '../decision/what-to-decide.js';
import { newCycle, newEntry } from '../new-cycle.js';
import type { Plan } from '../plan.js';
import { changedState, hedgeLegOf, type HyperRsiState } from '../state.js';
import { closeAtMarket } from './close.js';
import { closeHedge } from './hedge/close-hedge.js';
import { changeHedge, setHedge } from './hedge/leg.js';
import { protectHedge } from './hedge/protect-hedge.js';
import { protect } from './protect.js';
import { change, entrySide, nextLeg, turnOf, type Turn } from './turn.js';

/** What a decision comes to: a turn that did something, or the outputs of one that did not. */
export type Decided = Turn | readonly StrategyOutput[] | null;

/** A decision candle has closed. */
export function onCandle(plan: Plan, state: HyperRsiState, input: CandleClosedInput, stamp: Stamp): Decided {
  const decision = whatToDecide(plan, state, input, stamp);
  const inNeed = state.open?.repair === true || hedgeLegOf(state)?.repair === true;
  if (!inNeed || decisionTime(plan, input, stamp) <= state.decidedAt)
    return decide(plan, state, input, stamp, decision);
  const turn = turnOf(plan, changedState(state, { decidedAt: decisionTime(plan, input, stamp) }));
  repair(turn);
  return joined(turn, decide(plan, turn.state, input, stamp, decision));
}

const decide = (
  plan: Plan,
  state: HyperRsiState,
  input: CandleClosedInput,
  stamp: Stamp,
  decision: Decision,
): Decided =>
  decision === 'entry'
    ? decideEntry(plan, state, input, stamp)
    : decideHeld(plan, state, input, stamp, decision);

/** Exits that went missing are placed again before anything is evaluated. */
function repair(turn: Turn): void {
  const { open, stopping } = turn.state;
  if (open?.repair === true) {
    if (open.size === 0 || stopping === 'keep') change(turn, { repair: false });
    else protect(turn);
  }
  const hedge = hedgeLegOf(turn.state);
  if (hedge?.repair !== true) return;
  if (stopping === 'keep') changeHedge(turn, { repair: false });
  else if (hedge.closing !== null) closeHedge(turn, hedge.closing.reason, hedge.closing.takesProfit);
  else protectHedge(turn);
}

function decideHeld(
  plan: Plan,
  state: HyperRsiState,
  input: CandleClosedInput,
  stamp: Stamp,
  decision: Decision,
): Decided {
  switch (decision) {
    case 'close-again':
    case 'trend-close': {
      const turn = turnOf(plan, changedState(state, { decidedAt: decisionTime(plan, input, stamp) }));
      closeAtMarket(turn, decision === 'trend-close' ? 'trend' : state.open!.closing!.reason);
      if (decision === 'trend-close' && plan.hedge?.closesOnTrend === true) closeHedge(turn, 'trend');
      return turn;
    }
    case 'add': {
      const evaluation = evaluateAdd(plan, state, input, null);
      if (typeof evaluation === 'string') {
        const refused = refusedAlone('add', evaluation);
        if (evaluation !== 'size') return refused;
        return withSizeNotes(plan, refused, input, state.open!.basis, [[evaluation, 'add']]);
      }
      return add(turnOf(plan, state), evaluation, input, stamp);
    }
    case 'nothing':
    case 'entry':
      return null;
  }
}

/** Long first; a side that passes ends the evaluation. */
function decideEntry(plan: Plan, state: HyperRsiState, input: CandleClosedInput, stamp: Stamp): Decided {
  const first = plan.sides[0]!;
  const second = plan.sides[1];
  const one = evaluateEntry(plan, state, input, stamp, first, null);
  if (typeof one !== 'string') return enter(turnOf(plan, state), first, one, input, stamp);
  const two = second === undefined ? null : evaluateEntry(plan, state, input, stamp, second, null);
  if (two === null) {
    const alone = refusedAlone(entrySubject(first), one);
    return one === 'size' ? noted(plan, alone, input, [one]) : alone;
  }
  if (typeof two === 'string')
    return one === 'size' || two === 'size'
      ? noted(plan, refusedBoth(one, two), input, [one, two])
      : refusedBoth(one, two);
  const turn = turnOf(plan, state);
  turn.outputs.push(...noted(plan, refusedAlone(entrySubject(first), one), input, [one]));
  return enter(turn, second!, two, input, stamp);
}

const noted = (
  plan: Plan,
  outputs: readonly StrategyOutput[],
  input: CandleClosedInput,
  gates: readonly GateName[],
): readonly StrategyOutput[] =>
  withSizeNotes(
    plan,
    outputs,
    input,
    input.account.equity,
    gates.map((gate) => [gate, 'entry'] as const),
  );

function enter(
  turn: Turn,
  side: PositionSide,
  { lots, basis }: Passed,
  input: CandleClosedInput,
  stamp: Stamp,
): Turn {
  const { state } = turn;
  turn.state = changedState(state, {
    cycle: state.cycle + 1,
    revision: 0,
    decidedAt: decisionTime(turn.plan, input, stamp),
    actedIn: input.open,
  });
  if (state.hedge !== undefined && state.hedge.leg === null) setHedge(turn, { entered: 0 });
  const leg = nextLeg(turn, 'entry');
  const open = newCycle(side, newEntry(leg, lots), basis, atrOf(turn.plan, input));
  turn.state = changedState(turn.state, { open });
  turn.outputs.push(verdict(entrySubject(side), 'passed'));
  placeMarket(turn, leg, side, lots, 'entry');
  return turn;
}

function add(turn: Turn, { lots }: Passed, input: CandleClosedInput, stamp: Stamp): Turn {
  const decidedAt = decisionTime(turn.plan, input, stamp);
  turn.state = changedState(turn.state, { decidedAt, actedIn: input.open });
  const leg = nextLeg(turn, 'entry');
  const { side, entries } = turn.state.open!;
  change(turn, { entries: [...entries, newEntry(leg, lots)], atr: atrOf(turn.plan, input) });
  turn.outputs.push(verdict('add', 'passed'));
  placeMarket(turn, leg, side, lots, 'add');
  return turn;
}

function placeMarket(
  turn: Turn,
  leg: string,
  side: PositionSide,
  size: Passed['lots'],
  reason: string,
): void {
  const { cycle } = turn.state;
  turn.outputs.push({
    kind: 'place',
    order: { type: 'market', leg, cycle, side: entrySide(side), reason, reduceOnly: false, size },
    replaces: null,
  });
}

const atrOf = (plan: Plan, { values }: CandleClosedInput): number | null =>
  plan.needsAtr ? (values.atr ?? null) : null;

/** An order that was wanted but is below the venue's minimum is noted, so that it shows up in reports. */
function withSizeNotes(
  { market: { scale }, sizing }: Plan,
  outputs: readonly StrategyOutput[],
  { close }: CandleClosedInput,
  basis: string | null,
  refused: readonly (readonly [GateName, 'entry' | 'add'])[],
): readonly StrategyOutput[] {
  const small = refused.filter(([gate]) => gate === 'size');
  const unknown = sizing.unit === 'percent' && basis === null;
  if (small.length === 0 || unknown) return outputs;
  const details = { price: formatPrice(scale, close), minNotional: formatMoney(scale.minNotional) };
  const notes = small.map(([, which]): StrategyOutput => ({
    kind: 'note',
    code: 'size',
    details: { which, ...details },
  }));
  return [...outputs, ...notes];
}

/** Repairs first, then what was decided on top of them. */
function joined(repairs: Turn, decided: Decided): Turn {
  if (decided === null) return repairs;
  if (!('outputs' in decided)) {
    repairs.outputs.push(...decided);
    return repairs;
  }
  repairs.outputs.push(...decided.outputs);
  repairs.state = decided.state;
  return repairs;
}
