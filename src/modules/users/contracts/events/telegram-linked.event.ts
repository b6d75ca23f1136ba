import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface TelegramLinkedData {
  readonly userId: string;
  /** Decimal digits; also the number of the private chat with that account. */
  readonly telegramUserId: string;
}

/** A Telegram account speaks for a person from now on; one that did before does so no more. */
export class TelegramLinked extends RecordEvent<TelegramLinkedData> {
  static readonly type = 'users.telegram-linked.v1';

  override get key(): string {
    return this.data.userId;
  }
}
