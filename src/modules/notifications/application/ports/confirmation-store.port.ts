import type { Choice } from '../../domain/index.js';

/** What waits to be confirmed. Tokens go in as they are and are kept as hashes. */
export abstract class ConfirmationStore {
  /** It can be used for so many milliseconds, by the clock of the database. */
  abstract add(token: string, userId: string, choices: readonly Choice[], forMs: number): Promise<void>;

  /**
   * The choices behind a token, for the first update of that user that asks in time, and for the same update again; null
   * for anybody and anything else.
   */
  abstract use(token: string, userId: string, updateId: number): Promise<readonly Choice[] | null>;

  /** Forgets what ended longer ago than that. */
  abstract forget(olderThanMs: number): Promise<void>;
}
