import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { Said, Update } from '../../domain/index.js';

/** Something that was said and is not dealt with yet. */
export interface OpenUpdate {
  readonly updateId: number;
  readonly said: Said;
  readonly attempts: number;
}

/** What Telegram has told the bot, each update once however often it is delivered. Times are those of the database. */
export abstract class UpdateInbox {
  /** Keeps those that are new; when this has resolved, Telegram may forget them. */
  abstract keep(updates: readonly Update[]): Promise<void>;

  /** The oldest first. */
  abstract open(limit: number): Promise<readonly OpenUpdate[]>;

  /** It is dealt with: what was said is forgotten, its number is not. False when it was before, or nobody knows it: nothing has changed. */
  abstract done(tx: Tx, updateId: number, error: string | null): Promise<boolean>;

  abstract failed(updateId: number, error: string, againInMs: number): Promise<void>;

  /** Forgets numbers of updates that came longer ago than that. */
  abstract forget(olderThanMs: number): Promise<void>;
}
