import type { JsonObject } from '../../../../shared/pure/json.js';
import type { Leg, PositionSide, Side } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { NoteCode } from '../describe.js';
import type { Plan } from '../plan.js';
import { changedState, copyOf, type Cycle, type HyperRsiState } from '../state.js';

/** One step at work: the state so far, replaced as it changes, and what it has put out. */
export interface Turn {
  readonly plan: Plan;
  state: HyperRsiState;
  /** The turn's own copy of the cycle, made at its first change and seen by nobody before the step is over. */
  draft: Cycle | null;
  readonly outputs: StrategyOutput[];
}

export const turnOf = (plan: Plan, state: HyperRsiState): Turn => ({
  plan,
  state,
  draft: null,
  outputs: [],
});

/** Changes the cycle under way: the state that came in keeps its own, a fill changes a dozen members of one copy. */
export function change(turn: Turn, changes: Partial<Cycle>): Cycle {
  if (turn.draft === null || turn.draft !== turn.state.open) {
    turn.draft = copyOf(turn.state.open!);
    turn.state = changedState(turn.state, { open: turn.draft });
  }
  return Object.assign(turn.draft, changes);
}

/** A leg name that this cycle has not had: its kind and the next number of the cycle. */
export function nextLeg(turn: Turn, kind: string): Leg {
  const revision = turn.state.revision + 1;
  turn.state = changedState(turn.state, { revision });
  return `${kind}-${revision}`;
}

export function note(turn: Turn, code: NoteCode, details: JsonObject): void {
  turn.outputs.push({ kind: 'note', code, details });
}

export function cancel(turn: Turn, leg: Leg): void {
  turn.outputs.push({ kind: 'cancel', leg, cycle: turn.state.cycle });
}

export const entrySide = (side: PositionSide): Side => (side === 'long' ? 'buy' : 'sell');

export const exitSide = (side: PositionSide): Side => (side === 'long' ? 'sell' : 'buy');
