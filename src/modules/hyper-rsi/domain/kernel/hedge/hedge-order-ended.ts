import { formatLots, type Lots } from '../../../../../shared/pure/market/scale.js';
import type { OrderEndedInput } from '../../../../../shared/pure/strategy/input.js';
import { hedgeLegOf, type HedgeExit, type HedgeLeg } from '../../state.js';
import { endInstance } from '../close.js';
import { isNothingLeft, noteEnded } from '../ended-order.js';
import { inLine, leftBehind, withoutOlder } from '../line.js';
import { note, type Turn } from '../turn.js';
import { endHedge } from './close-hedge.js';
import { changeHedge, hedgeOf, setHedge } from './leg.js';

/** A hedge order will not act any more: entries are released, exits are missed until the next close places them again. */
export function hedgeOrderEnded(turn: Turn, input: OrderEndedInput): void {
  const leg = hedgeLegOf(turn.state);
  if (leg === null || entryEnded(turn, leg, input)) return;
  if (exitEnded(turn, 'target', leg.target, input) || exitEnded(turn, 'stop', leg.stop, input)) return;
  closingEnded(turn, leg, input);
}

function entryEnded(turn: Turn, { entries, size }: HedgeLeg, input: OrderEndedInput): boolean {
  const entry = entries.find(({ leg }) => leg === input.leg);
  if (entry === undefined) return false;
  const unused = entry.filled === 0;
  const rest = unused
    ? entries.filter((other) => other !== entry)
    : entries.map((other) => (other === entry ? { ...entry, unresolved: false } : other));
  changeHedge(turn, { entries: rest });
  if (unused) setHedge(turn, { entered: Math.max(0, hedgeOf(turn.state).entered - 1) });
  if (turn.state.stopping === null) noteEnded(turn, 'hedge', input);
  if (size === 0 && !rest.some(({ unresolved }) => unresolved)) setHedge(turn, { leg: null });
  endInstance(turn);
  return true;
}

function exitEnded(
  turn: Turn,
  which: 'target' | 'stop',
  exit: HedgeExit | null,
  input: OrderEndedInput,
): boolean {
  if (exit === null || inLine(exit, input.leg) === null) return false;
  if (exit.leg !== input.leg) changeHedge(turn, { [which]: withoutOlder(exit, input.leg) });
  else {
    changeHedge(turn, { [which]: leftBehind(exit), repair: true });
    noteEnded(turn, 'hedge', input);
  }
  return true;
}

/** Placed again at the next decision close, unless the venue takes no order that small: then the next cycle has it. */
function closingEnded(turn: Turn, { side, size, average, closing }: HedgeLeg, input: OrderEndedInput): void {
  if (closing?.leg !== input.leg) return;
  changeHedge(turn, { closing: { ...closing, leg: null, filled: 0 as Lots }, repair: true });
  noteEnded(turn, 'hedge', input);
  const { scale } = turn.plan.market;
  if (input.kind === 'order-cancelled' || size >= scale.minSize || isNothingLeft(input)) return;
  turn.state = { ...turn.state, dust: turn.state.dust ?? { side, size, average } };
  note(turn, 'dust-carried', { size: formatLots(scale, size) });
  endHedge(turn, input.leg);
  endInstance(turn);
}
