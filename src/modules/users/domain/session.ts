import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';

/** How long a sign-in can be kept up by refreshing before the password is asked for again. */
export const SESSION_DAYS = 30;
/** How long a sign-in lives that nobody refreshes. */
export const IDLE_DAYS = 7;
/**
 * Two tabs may refresh with one token at the same moment: the second is refused. When a spent token comes later than this,
 * somebody copied it, and the session ends for both.
 */
export const SPENT_TOKEN_GRACE_MS = 10_000;

const DAY_MS = 86_400_000;

export const sessionEnd = (startedAt: EpochMs): EpochMs => epochMs(startedAt + SESSION_DAYS * DAY_MS);

/** A session as it is stored; its tokens stay in the store. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** When it was opened or refreshed last. */
  readonly lastUsedAt: EpochMs;
  readonly revokedAt: EpochMs | null;
  /** Network address it was opened from; null when not known. */
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** Whether a refresh token of the session is still taken at `at`. */
export const isRefreshable = (
  { revokedAt, expiresAt, lastUsedAt }: Pick<Session, 'revokedAt' | 'expiresAt' | 'lastUsedAt'>,
  at: EpochMs,
): boolean => revokedAt === null && at < expiresAt && at < lastUsedAt + IDLE_DAYS * DAY_MS;

/** Whether a token that was spent at `spentAt` and comes again at `at` tells that it was copied. */
export const isReuse = (spentAt: EpochMs, at: EpochMs): boolean => at - spentAt > SPENT_TOKEN_GRACE_MS;
