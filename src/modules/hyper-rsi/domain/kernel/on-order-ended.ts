import { formatLots, type Lots } from '../../../../shared/pure/market/scale.js';
import type { OrderEndedInput } from '../../../../shared/pure/strategy/input.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import { changedState, type Cycle } from '../state.js';
import { endCycle, endInstance } from './close.js';
import { isNothingLeft, noteEnded } from './ended-order.js';
import { hedgeAfterAdd } from './hedge/after-add.js';
import { hedgeOrderEnded } from './hedge/hedge-order-ended.js';
import { isAboutHedge } from './hedge/leg.js';
import { inLine, leftBehind, withoutOlder } from './line.js';
import { setOrphans } from './orphans.js';
import { nameOf } from './protect.js';
import { change, note, type Turn } from './turn.js';

/** An order will not act any more: entries are released, exits are missed until the next close places them again. */
export function onOrderEnded(turn: Turn, input: OrderEndedInput, at: number): void {
  if (turn.state.ended) return;
  if (isAboutHedge(turn.state, input.leg)) {
    hedgeOrderEnded(turn, input);
    return;
  }
  if (input.cycle !== turn.state.cycle) return;
  // Also while a position is open: another late fill may have opened it again.
  if (orphanEnded(turn, input)) return;
  const { open } = turn.state;
  if (open === null) return;
  if (!entryEnded(turn, open, input) && !targetEnded(turn, open, input)) exitEnded(turn, open, input, at);
}

/** A liquidation has taken what this entry had filled before anybody heard of it: it ends as one that never filled. */
export function entryTaken(turn: Turn, { leg, cycle }: Fill): void {
  const input = { kind: 'order-cancelled', leg, cycle, code: 'liquidation' } as const;
  const { open } = turn.state;
  if (!orphanEnded(turn, input) && open !== null) entryEnded(turn, open, input);
  note(turn, 'late-fill', { leg, cycle });
}

function orphanEnded(turn: Turn, { leg }: OrderEndedInput): boolean {
  const orphans = turn.state.orphans.filter((orphan) => orphan.leg !== leg);
  if (orphans.length === turn.state.orphans.length) return false;
  setOrphans(turn, orphans);
  endInstance(turn);
  return true;
}

/** An entry that never filled leaves no trace; without any other and without a position its cycle never was. */
function entryEnded(turn: Turn, { entries, size }: Cycle, input: OrderEndedInput): boolean {
  const entry = entries.find(({ leg }) => leg === input.leg);
  if (entry === undefined) return false;
  const rest =
    entry.filled === 0
      ? entries.filter((other) => other !== entry)
      : entries.map((other) => (other === entry ? { ...entry, unresolved: false } : other));
  if (turn.state.stopping === null) noteEnded(turn, entry === entries[0] ? 'entry' : 'add', input);
  if (size === 0 && rest.length === 0) turn.state = changedState(turn.state, { open: null });
  else change(turn, { entries: rest });
  if (entry.filled > 0 && entry !== entries[0]) hedgeAfterAdd(turn, turn.state.open!.lastPrice);
  endInstance(turn);
  return true;
}

function targetEnded(turn: Turn, { targets }: Cycle, input: OrderEndedInput): boolean {
  const target = targets.find((one) => inLine(one, input.leg) !== null);
  if (target === undefined) return false;
  if (target.leg !== input.leg) {
    change(turn, { targets: targets.map((one) => (one === target ? withoutOlder(one, input.leg) : one)) });
    return true;
  }
  const left = leftBehind(target);
  const restored = left === null ? [] : [left];
  change(turn, { targets: targets.flatMap((one) => (one === target ? restored : [one])), repair: true });
  noteEnded(turn, nameOf(target), input);
  return true;
}

function exitEnded(turn: Turn, { stop, closing }: Cycle, input: OrderEndedInput, at: number): void {
  if (stop !== null && stop.leg !== input.leg && inLine(stop, input.leg) !== null) {
    change(turn, { stop: withoutOlder(stop, input.leg) });
  } else if (stop?.leg === input.leg) {
    change(turn, { stop: leftBehind(stop), repair: true });
    noteEnded(turn, stop.reason, input);
    carryDust(turn, input, at);
  } else if (closing?.leg === input.leg) {
    change(turn, { closing: { ...closing, leg: null, filled: 0 as Lots } });
    noteEnded(turn, closing.reason, input);
    carryDust(turn, input, at);
  }
}

/**
 * An exit that was refused is placed again at the next decision close; but one below the venue's smallest size would be
 * refused for ever, so what is left goes into the next cycle instead.
 */
function carryDust(turn: Turn, input: OrderEndedInput, at: number): void {
  const { kind, leg } = input;
  if (isNothingLeft(input)) return;
  const { side, size, average } = turn.state.open!;
  const { scale } = turn.plan.market;
  if (kind === 'order-cancelled' || size >= scale.minSize) return;
  turn.state = changedState(turn.state, { dust: { side, size, average } });
  note(turn, 'dust-carried', { size: formatLots(scale, size) });
  endCycle(turn, at, leg);
}
