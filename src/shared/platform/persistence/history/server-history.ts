/** Which history a database server writes, and how far it has got. What the server does not tell is null, and proves nothing. */
export interface ServerHistory {
  /** Names the cluster: copies of its files keep it, rows that are loaded elsewhere do not. */
  readonly system: string | null;
  /** Another one begins whenever a replica takes over, and whenever a recovery ends before its end. */
  readonly timeline: number | null;
  /** Bytes of the log that are on the disk: on one timeline they only grow. */
  readonly written: bigint | null;
}

/**
 * How it is known that a database may have lost time. `another-server`: its rows stand in another cluster. `another-timeline`: a
 * replica has taken over, or a recovery went back to a moment. `behind`: the server has less than it had.
 */
export type Loss = 'another-server' | 'another-timeline' | 'behind';

/** What has become of a history since it was `before`; null when it only went on. */
export function lossBetween(before: ServerHistory, now: ServerHistory): Loss | null {
  if (differ(before.system, now.system)) return 'another-server';
  if (differ(before.timeline, now.timeline)) return 'another-timeline';
  return before.written !== null && now.written !== null && now.written < before.written ? 'behind' : null;
}

/** All that two answers of one server tell together: what one of them leaves out, and the longer log. */
export const furthestOf = (one: ServerHistory, other: ServerHistory): ServerHistory => ({
  system: other.system ?? one.system,
  timeline: other.timeline ?? one.timeline,
  written:
    one.written === null || (other.written !== null && other.written > one.written)
      ? other.written
      : one.written,
});

/** Longer than this nobody has been there, and what was lost may be of any length: a person has to look. */
export const LONGEST_SILENCE_MS = 300_000;

/**
 * Whether the program goes on by itself once everything is reconciled. Rows that stand in another cluster were carried there by
 * somebody, who may have left the old ones trading.
 * @param silentForMs since the newest sign of life that the database still knows
 */
export const goesOnAlone = (loss: Loss, silentForMs: number): boolean =>
  loss !== 'another-server' && silentForMs <= LONGEST_SILENCE_MS;

const differ = <T>(before: T | null, now: T | null): boolean =>
  before !== null && now !== null && before !== now;
