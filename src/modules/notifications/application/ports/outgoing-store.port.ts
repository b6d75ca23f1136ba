import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Body, Priority, WaitingNews } from '../../domain/index.js';

/** An answer to something that was said; it waits for nobody's preferences. */
export interface Answer {
  readonly id: string;
  /** Null when it goes to somebody who is not linked. */
  readonly userId: string | null;
  readonly address: string;
  readonly body: Body;
}

/** Something that is due for a chat: an answer with its body, or news. */
export type Due =
  | { readonly id: string; readonly attempts: number; readonly body: Body; readonly news: null }
  | { readonly id: string; readonly attempts: number; readonly body: null; readonly news: WaitingNews };

/** What is due for one chat, what goes first before the rest. */
export interface DueChat {
  readonly address: string;
  readonly userId: string | null;
  /** At least one, 500 at most. */
  readonly due: readonly Due[];
}

/** How one message fared. `waiting` ones are tried again. */
export interface DeliveryView {
  readonly id: string;
  readonly position: number;
  readonly channel: 'telegram';
  /** Number of the notification that it tells; null for an answer. */
  readonly number: number | null;
  readonly priority: Priority | null;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: EpochMs;
  /** When it was delivered or given up; null while it waits. */
  readonly endedAt: EpochMs | null;
}

/**
 * Messages on their way: each is a row until it is delivered or dead, and both can be seen. When something is due or given up is
 * told by the clock of the database: processes take turns, and the clock of each may be set meanwhile.
 */
export abstract class OutgoingStore {
  abstract answer(tx: Tx, ...answers: readonly Answer[]): Promise<void>;

  /** Whether somebody who is not linked was written to at this address within so many milliseconds. */
  abstract wroteToStranger(address: string, withinMs: number): Promise<boolean>;

  /** The most urgent `chats` of those with something due, without those that are resting. */
  abstract due(resting: readonly string[], chats: number): Promise<readonly DueChat[]>;

  abstract delivered(ids: readonly string[]): Promise<void>;

  /** An attempt failed, the next is made in so many milliseconds; when it is given up stays as it is. */
  abstract failed(ids: readonly string[], error: string, againInMs: number): Promise<void>;

  /** Not tried, because now is not the time; the day after which it is dead begins then. */
  abstract held(ids: readonly string[], forMs: number): Promise<void>;

  abstract dead(ids: readonly string[], error: string): Promise<void>;

  /** Gives up what could not be delivered in its time; how many that were. */
  abstract expire(): Promise<number>;

  /** Forgets what ended longer ago than that; news stays in the list. */
  abstract forget(olderThanMs: number): Promise<void>;

  /** Messages of one user with a smaller position than `before`, newest first. */
  abstract list(
    userId: string,
    state: DeliveryView['state'] | null,
    before: number | null,
    limit: number,
  ): Promise<readonly DeliveryView[]>;

  /** Gives a dead one another life of a day; false when there is none of that id, or its channel is not open. */
  abstract retry(userId: string, id: string): Promise<boolean>;

  /** How many wait, and how many are dead. */
  abstract counts(): Promise<{ readonly waiting: number; readonly dead: number }>;
}

/** How long a message is tried before it is given up. */
export const DEAD_AFTER_MS = 86_400_000;
