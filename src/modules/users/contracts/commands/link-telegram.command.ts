import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';

export interface LinkTelegramData {
  /** As the person typed it. */
  readonly code: string;
  /** Decimal digits. */
  readonly telegramUserId: string;
}

/**
 * Links a Telegram account to the person whom the code was made for. Refused with `link-refused` when the code is wrong,
 * used or expired, when too many wrong ones came from that account, and when it speaks for somebody else already.
 */
export class LinkTelegram extends Command<LinkTelegramData, Result<{ readonly userId: string }, Refusal>> {
  static readonly type = 'users.link-telegram.v1';
}
