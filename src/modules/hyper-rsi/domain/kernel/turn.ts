import type { JsonObject } from '../../../../shared/pure/json.js';
import type { Leg, PositionSide, Side } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { NoteCode } from '../describe.js';
import type { Plan } from '../plan.js';
import type { Cycle, HyperRsiState } from '../state.js';

/** One step at work: the state so far, replaced as it changes, and what it has put out. */
export interface Turn {
  readonly plan: Plan;
  state: HyperRsiState;
  readonly outputs: StrategyOutput[];
}

export const turnOf = (plan: Plan, state: HyperRsiState): Turn => ({ plan, state, outputs: [] });

/** Changes the cycle under way. */
export function change(turn: Turn, changes: Partial<Cycle>): Cycle {
  const open = { ...turn.state.open!, ...changes };
  turn.state = { ...turn.state, open };
  return open;
}

/** A leg name that this cycle has not had: its kind and the next number of the cycle. */
export function nextLeg(turn: Turn, kind: string): Leg {
  const revision = turn.state.revision + 1;
  turn.state = { ...turn.state, revision };
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
