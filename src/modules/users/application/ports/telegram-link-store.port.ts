import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { User } from '../../domain/index.js';

/** Which Telegram account speaks for whom. Codes go in as they are and are kept as hashes. */
export abstract class TelegramLinkStore {
  /** The code takes the place of the one before. */
  abstract keepCode(tx: Tx, userId: string, code: string, expiresAt: EpochMs): Promise<void>;

  /** Uses the code up; answers whom it was made for, null when there is none that holds at `now`. */
  abstract useCode(tx: Tx, code: string, now: EpochMs): Promise<string | null>;

  /**
   * Wrong codes of the account, none when they began before `since`. Of two that link one account at once the second waits
   * here until the first is through.
   */
  abstract failures(tx: Tx, telegramUserId: string, since: EpochMs, now: EpochMs): Promise<number>;

  /** Counts a wrong code; `failures` was asked before. */
  abstract fail(tx: Tx, telegramUserId: string): Promise<void>;

  /** False when the account speaks for somebody else. */
  abstract link(tx: Tx, userId: string, telegramUserId: string, at: EpochMs): Promise<boolean>;

  /** False when there was no link. */
  abstract unlink(tx: Tx, userId: string): Promise<boolean>;

  abstract linkedAt(userId: string): Promise<EpochMs | null>;

  abstract userOf(telegramUserId: string): Promise<User | null>;
}
