import type { Fill } from '../../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import type { GridState } from '../kernel/state.js';
import type { Ledger, LedgerFrame } from './book.js';
import { emptyLedger, post, type LedgerEntry } from './ledger.js';

/**
 * The book of a whole run: `frames` are those of its generations, the oldest first and without a gap, `entries` what
 * happened in it. A fill meets the generation that it is of, and each generation takes over from the one before, traded or
 * not: the same book as one that has followed the run from its start.
 */
export function runLedger(frames: readonly LedgerFrame[], entries: Iterable<LedgerEntry>): Ledger {
  let place = 0;
  let ledger = emptyLedger(frames[0]!);
  const goTo = (generation: number): void => {
    while (place + 1 < frames.length && frames[place]!.generation < generation) {
      place += 1;
      ledger = post(frames[place]!, ledger, { kind: 'generation' }).ledger;
    }
  };
  for (const entry of entries) {
    if (entry.kind === 'fill') goTo(entry.fill.cycle);
    ledger = post(frames[place]!, ledger, entry).ledger;
  }
  goTo(Infinity);
  return ledger;
}

/** What happened in a run: its fills, in the order in which they were booked, and the cells that its stop set off. */
export function runEntries({ stop }: GridState, fills: readonly Fill[]): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = fills.map((fill) => ({ kind: 'fill', fill }));
  if (stop?.offsetAt === undefined) return entries;
  const at = fills.at(-1)?.at ?? epochMs(0);
  return [...entries, { kind: 'offset', at, price: stop.offsetAt, reason: stop.reason }];
}
