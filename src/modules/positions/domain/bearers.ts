import type { EpochMs } from '../../../shared/pure/time/epoch.js';

/** From when until when something was held, in market times; still, where `closedAt` is null. */
export interface Held {
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs | null;
}

/** A venue may post a bill so long after the moment that it is for, and date it by when it was posted. */
export const POSTED_WITHIN_MS = 3_600_000;

/**
 * Those of the positions that a bill of `at` falls on, of `held` in the order in which they were opened: whatever was held right
 * before it, because a venue charges what is held before anything else happens in that instant; else what was opened in it.
 * @param isLate no fill is waited for any more: where nothing was held the position closed last bears it, if that is not too long ago.
 */
export function bearersOf<Position extends Held>(
  held: readonly Position[],
  at: EpochMs,
  isLate: boolean,
): readonly Position[] {
  const then = held.filter(
    ({ openedAt, closedAt }) => openedAt <= at && (closedAt === null || closedAt >= at),
  );
  const before = then.filter(({ openedAt }) => openedAt < at);
  if (before.length > 0) return before;
  if (then.length > 0 || !isLate) return then;
  const over = held.filter(
    ({ closedAt }) => closedAt !== null && closedAt < at && closedAt >= at - POSTED_WITHIN_MS,
  );
  return over.sort((left, right) => left.closedAt! - right.closedAt!).slice(-1);
}
