import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';

/** A part of every day, in minutes since midnight where the person lives; it may reach over midnight. */
export interface QuietHours {
  /** 0..1439, the first quiet minute. */
  readonly from: number;
  /** 0..1439, the first minute that is not quiet any more; the same as `from` is no time at all. */
  readonly to: number;
}

const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;

/** Whether `name` is a time zone that this computer knows: `Asia/Seoul`, `UTC`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * When the quiet that holds at `now` ends; null when it is not quiet. Where a clock is put forward or back in between, the
 * end is off by that hour, and whoever waits for it asks again then.
 */
export function quietUntil(now: EpochMs, quiet: QuietHours | null, timeZone: string): EpochMs | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const minute = minuteOfDay(now, timeZone);
  const since = (minute - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  const length = (quiet.to - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  if (since >= length) return null;
  const startOfMinute = now - (now % MINUTE_MS);
  return epochMs(startOfMinute + (length - since) * MINUTE_MS);
}

function minuteOfDay(at: EpochMs, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' },
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return parts.get('hour')! * 60 + parts.get('minute')!;
}

/** `07:30` as minutes of the day; null when it is not written so. */
export function minuteOf(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

/** Minutes of the day as `07:30`. */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
