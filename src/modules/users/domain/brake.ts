import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';

/** How attempts under one name are slowed: some are free, each further one doubles the wait, never a lock for good. */
export interface BrakeTerms {
  readonly freeAttempts: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Quiet for this long, and all is forgotten. */
  readonly forgottenAfterMs: number;
}

/** Attempts that were not right, or are not decided yet. */
export interface Brake {
  readonly attempts: number;
  readonly lastAt: EpochMs;
  /** No further attempt is looked at before. */
  readonly nextAt: EpochMs;
}

/** One account, whoever asks: guessing one password from many places. */
export const ACCOUNT_BRAKE: BrakeTerms = {
  freeAttempts: 5,
  firstWaitMs: 1_000,
  longestWaitMs: 15 * 60_000,
  forgottenAfterMs: 60 * 60_000,
};

/** One network address, whoever is asked for: many people may share it, so more is free. */
export const ADDRESS_BRAKE: BrakeTerms = { ...ACCOUNT_BRAKE, freeAttempts: 20 };

export type Admission =
  { readonly admitted: true; readonly brake: Brake } | { readonly admitted: false; readonly waitMs: number };

/**
 * Counts an attempt before it is decided, so that many at once are as slow as many in a row. One that comes too early is
 * not counted: waiting is enough.
 */
export function attempt(before: Brake | null, terms: BrakeTerms, asked: EpochMs): Admission {
  // Who waited for the lock may have asked before the one who had it.
  const at = before === null || asked > before.lastAt ? asked : before.lastAt;
  const known = before !== null && at - before.lastAt < terms.forgottenAfterMs ? before : null;
  if (known !== null && at < known.nextAt) return { admitted: false, waitMs: known.nextAt - at };
  const attempts = (known?.attempts ?? 0) + 1;
  return {
    admitted: true,
    brake: { attempts, lastAt: at, nextAt: epochMs(at + waitAfter(attempts, terms)) },
  };
}

/** Milliseconds until the next attempt is looked at, after `attempts` that were not right. */
function waitAfter(attempts: number, { freeAttempts, firstWaitMs, longestWaitMs }: BrakeTerms): number {
  const beyond = attempts - freeAttempts;
  return beyond < 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(beyond, 30));
}
