import type { Priority } from '../telling.js';
import type { QuietHours } from './quiet-hours.js';

/** What a person wants to be told outside the list, and when. The list always has everything. */
export interface Preferences {
  /** What is less urgent stays in the list. */
  readonly leastPriority: Priority;
  /** Kinds that stay in the list; critical news of such a kind is told all the same. */
  readonly mutedKinds: readonly string[];
  readonly quietHours: QuietHours | null;
  readonly timeZone: string;
}

export const DEFAULT_PREFERENCES: Preferences = {
  leastPriority: 'low',
  mutedKinds: [],
  quietHours: null,
  timeZone: 'UTC',
};

/** Place of an answer to something that was said: before all news, because somebody is waiting for it. */
export const ANSWER_RANK = 0;

/** Order in which messages go out, the smaller number first. */
export const RANKS = { critical: 1, high: 2, normal: 3, low: 4 } as const satisfies Record<Priority, number>;

/** The priority of that rank. */
export const priorityOfRank = (rank: number): Priority =>
  (Object.keys(RANKS) as Priority[]).find((priority) => RANKS[priority] === rank) ?? 'low';
