import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { Fill, Leg } from '../../../../shared/pure/strategy/order.js';
import { withFill } from '../new-cycle.js';
import { changedState, type Entry, type Orphan } from '../state.js';
import { endInstance } from './close.js';
import { change, entrySide, type Turn } from './turn.js';

/*
 * Entries that outlive their cycle. Fills are told in any order: the exits of a cycle may be heard of before the last fill of
 * its entries.
 */

export const orphanOf = ({ state }: Turn, leg: Leg): Orphan | undefined =>
  state.orphans.find((orphan) => orphan.leg === leg);

export const entryOf = ({ atr: _, ...entry }: Orphan): Entry => entry;

/** With nothing left that could fill, nothing is left either that an exit could have closed of it. */
export function setOrphans(turn: Turn, orphans: readonly Orphan[]): void {
  const { ahead } = turn.state;
  const none = ahead !== undefined && orphans.length === 0;
  turn.state = changedState(turn.state, none ? { orphans, ahead: 0 as Lots } : { orphans });
}

/**
 * An exit closes at the venue what is held there, which may be more than has been told. What it has closed beyond that can only
 * be what an entry in flight has filled: it is remembered, or that fill would open a position that is gone.
 */
export function closedUnheard(turn: Turn, lots: number): void {
  const { orphans, ahead = 0 } = turn.state;
  if (lots > 0 && orphans.length > 0)
    turn.state = changedState(turn.state, { ahead: (ahead + lots) as Lots });
}

/** The fill without what exits have closed of it before it was heard; null when nothing is left of it. */
export function withoutClosed(turn: Turn, fill: Fill): Fill | null {
  const orphan = orphanOf(turn, fill.leg);
  const { ahead = 0 } = turn.state;
  if (orphan === undefined || ahead === 0) return fill;
  const closed = Math.min(ahead, fill.size);
  turn.state = changedState(turn.state, { ahead: (ahead - closed) as Lots });
  // One that goes on stays an orphan, whether or not it has filled whole: the rest of this very fill makes it an entry again.
  const rest = fill.size - closed;
  count(turn, orphan, closed, rest > 0);
  if (rest > 0) return { ...fill, size: rest as Lots };
  endInstance(turn);
  return null;
}

/** An orphan that fills while another late fill has opened a position: it is an entry of it, or takes some of it off. */
export function rejoin(turn: Turn, { leg, side, size }: Fill): void {
  const orphan = orphanOf(turn, leg);
  if (orphan === undefined) return;
  const { open, orphans } = turn.state;
  if (side !== entrySide(open!.side)) {
    count(turn, orphan, size, false);
    return;
  }
  change(turn, { entries: [...open!.entries, ...orphans.map(entryOf)] });
  setOrphans(turn, []);
}

/** So much more of an orphan has filled. */
export function count(turn: Turn, orphan: Orphan, lots: number, stays: boolean): void {
  const counted: Orphan = { ...withFill(orphan, lots), atr: orphan.atr };
  const kept = stays || counted.unresolved ? [counted] : [];
  setOrphans(
    turn,
    turn.state.orphans.flatMap((one) => (one === orphan ? kept : [one])),
  );
}
