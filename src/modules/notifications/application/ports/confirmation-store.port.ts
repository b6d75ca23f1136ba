import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Choice } from '../../domain/index.js';

/** What waits to be confirmed. Tokens go in as they are and are kept as hashes. */
export abstract class ConfirmationStore {
  abstract add(token: string, userId: string, choices: readonly Choice[], expiresAt: EpochMs): Promise<void>;

  /**
   * The choices behind a token, for the first update of that user that asks in time, and for the same update again; null
   * for anybody and anything else.
   */
  abstract use(
    token: string,
    userId: string,
    updateId: number,
    now: EpochMs,
  ): Promise<readonly Choice[] | null>;

  /** Forgets what ended before a moment. */
  abstract forget(before: EpochMs): Promise<void>;
}
