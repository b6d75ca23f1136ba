import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';

/** How long a sign-in can be kept up by refreshing before the password is asked for again. */
export const SESSION_DAYS = 30;

const DAY_MS = 86_400_000;

export const sessionEnd = (startedAt: EpochMs): EpochMs => epochMs(startedAt + SESSION_DAYS * DAY_MS);
