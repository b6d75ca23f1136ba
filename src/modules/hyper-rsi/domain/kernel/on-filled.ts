import { formatLots, isLegal } from '../../../../shared/pure/market/scale.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import { fixedAddLevel } from '../add-level.js';
import { newCycle, newEntry, withFill } from '../new-cycle.js';
import { increased, reduced } from '../position.js';
import { changedState, type Cycle } from '../state.js';
import { closeAtMarket, endCycle, endInstance } from './close.js';
import { hedgeAfterAdd } from './hedge/after-add.js';
import { hedgeFilled } from './hedge/hedge-filled.js';
import { isAboutHedge } from './hedge/leg.js';
import { entryTaken } from './on-order-ended.js';
import { closedUnheard, entryOf, orphanOf, rejoin, setOrphans, withoutClosed } from './orphans.js';
import { protect } from './protect.js';
import { stopFilled, closingFilled } from './terminal-fill.js';
import { countTaken, isTaking, positionTaken, withoutTaken } from './taken.js';
import { targetFilled } from './target-fill.js';
import { change, entrySide, note, type Turn } from './turn.js';

const ENTRY = /(^|\/)entry-/;

/** Folds one execution into the cycle; what the position needs afterwards follows from it and from nothing else. */
export function onFilled(turn: Turn, reported: Fill): void {
  if (turn.state.ended) return;
  if (isTaking(reported.leg)) {
    positionTaken(turn, reported);
    return;
  }
  if (isAboutHedge(turn.state, reported.leg)) {
    hedgeFilled(turn, reported);
    return;
  }
  // Legs are unique within a cycle only: what an older cycle sends late must not pass for an order of this one.
  const { cycle, leg } = reported;
  const named = cycle === turn.state.cycle ? reported : { ...reported, leg: `${cycle}/${leg}` };
  if (isTaken(turn, named)) {
    entryTaken(turn, named);
    return;
  }
  const left = ENTRY.test(named.leg) ? leftOf(turn, named) : named;
  const fill = left === null ? null : withoutClosed(turn, left);
  if (fill === null || (turn.state.open === null && !adopt(turn, fill))) return;
  rejoin(turn, fill);
  const { side, size } = turn.state.open!;
  if (fill.side === entrySide(side)) increase(turn, fill);
  else if (size > 0) reduce(turn, fill);
  else note(turn, 'position-unexplained', { leg: fill.leg, cycle: fill.cycle });
}

/** An entry that had filled before a liquidation and is heard of after it: nothing of it is there any more. */
const isTaken = ({ state: { takenAt } }: Turn, { leg, at }: Fill): boolean =>
  takenAt !== undefined && at <= takenAt && ENTRY.test(leg);

/** The fill of an entry without what its venue had taken of it before anybody heard of it. */
function leftOf(turn: Turn, fill: Fill): Fill | null {
  const { closed, rest } = withoutTaken(turn, fill);
  if (rest === null) entryTaken(turn, fill);
  else if (closed > 0) countTaken(turn, fill.leg, closed);
  return rest;
}

/**
 * An entry that fills after its cycle ended opens that cycle again: the position is real and must be protected, and whatever
 * else of that cycle may still fill is an entry of it again. Any other fill while flat is that of an exit.
 */
function adopt(turn: Turn, fill: Fill): boolean {
  if (!ENTRY.test(fill.leg)) {
    closedUnheard(turn, fill.size);
    return false;
  }
  const orphan = orphanOf(turn, fill.leg);
  const side = fill.side === 'buy' ? 'long' : 'short';
  const { atr, ...entry } = orphan ?? { ...newEntry(fill.leg, fill.size), atr: null };
  const others = orphan === undefined ? [] : turn.state.orphans.filter((other) => other !== orphan);
  const open = newCycle(side, entry, null, atr);
  turn.state = changedState(turn.state, { open: { ...open, entries: [entry, ...others.map(entryOf)] } });
  if (orphan !== undefined) setOrphans(turn, []);
  note(turn, 'late-fill', { leg: fill.leg, cycle: fill.cycle });
  return true;
}

function increase(turn: Turn, fill: Fill): void {
  const { plan } = turn;
  const first = mergeDust(turn, fill);
  const entries = first.entries.map((entry) => (entry.leg === fill.leg ? withFill(entry, fill.size) : entry));
  const holding = increased(plan.market, first, fill);
  const cycle = change(turn, { ...holding, entries, lastPrice: fill.price });
  if (cycle.size === 0) return;
  change(turn, { addLevel: fixedAddLevel(plan, cycle) });
  if (turn.state.stopping === 'keep') endInstance(turn);
  else protect(turn);
  if (turn.state.stopping === 'close' && cycle.closing === null) closeAtMarket(turn, 'manual');
  const isWholeAdd = entries.findIndex(({ leg, unresolved }) => leg === fill.leg && !unresolved) > 0;
  if (isWholeAdd) hedgeAfterAdd(turn, fill.price);
}

/** What the last cycle could not close becomes part of the position with the first fill of the next one on its side. */
function mergeDust(turn: Turn, { side }: Fill): Cycle {
  const { dust, open } = turn.state;
  if (dust === null || open!.size > 0 || entrySide(dust.side) !== side) return open!;
  turn.state = changedState(turn.state, { dust: null });
  return change(turn, { size: dust.size, average: dust.average });
}

function reduce(turn: Turn, fill: Fill): void {
  const before = turn.state.open!;
  const lots = Math.min(fill.size, before.size);
  const cycle = change(turn, reduced(before, lots));
  const known = targetFilled(turn, fill) || stopFilled(turn, fill) || closingFilled(turn, fill);
  if (cycle.size === 0) {
    endCycle(turn, fill.at, fill.leg);
    closedUnheard(turn, fill.size - lots);
    return;
  }
  if (!known && turn.state.stopping !== 'keep') protect(turn);
  const { scale } = turn.plan.market;
  if (!isLegal(scale, fill.price, cycle.size)) note(turn, 'dust', { size: formatLots(scale, cycle.size) });
}
