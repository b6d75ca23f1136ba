import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { GateRecord, GatesOutput } from '../../../../shared/pure/strategy/output.js';
import type { Plan } from '../plan.js';
import type { HyperRsiState } from '../state.js';
import { evaluateAdd, evaluateEntry, type Evaluation } from './gates.js';
import { entrySubject, type Subject } from './verdicts.js';
import { whatToDecide } from './what-to-decide.js';

/**
 * The evaluations that a step from this state with this candle makes, with every gate's value and threshold: the "why" log.
 * Empty where the step evaluates nothing. It asks the very gates of the step, so the two cannot disagree.
 */
export function explainDecision(
  plan: Plan,
  state: HyperRsiState,
  input: CandleClosedInput,
  stamp: Stamp,
): readonly GatesOutput[] {
  switch (whatToDecide(plan, state, input, stamp)) {
    case 'entry':
      return explainEntries(plan, state, input, stamp);
    case 'add': {
      const log: GateRecord[] = [];
      return [explained('add', log, evaluateAdd(plan, state, input, log))];
    }
    case 'nothing':
    case 'close-again':
    case 'trend-close':
      return [];
  }
}

function explainEntries(
  plan: Plan,
  state: HyperRsiState,
  input: CandleClosedInput,
  stamp: Stamp,
): GatesOutput[] {
  const evaluations: GatesOutput[] = [];
  for (const side of plan.sides) {
    const log: GateRecord[] = [];
    const evaluation = evaluateEntry(plan, state, input, stamp, side, log);
    evaluations.push(explained(entrySubject(side), log, evaluation));
    if (typeof evaluation !== 'string') break;
  }
  return evaluations;
}

const explained = (subject: Subject, gates: readonly GateRecord[], evaluation: Evaluation): GatesOutput => ({
  kind: 'gates',
  subject,
  gates,
  outcome: typeof evaluation === 'string' ? evaluation : 'passed',
});
