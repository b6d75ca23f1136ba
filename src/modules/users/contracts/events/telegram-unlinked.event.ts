import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface TelegramUnlinkedData {
  readonly userId: string;
}

/** No Telegram account speaks for a person any more. */
export class TelegramUnlinked extends RecordEvent<TelegramUnlinkedData> {
  static readonly type = 'users.telegram-unlinked.v1';

  override get key(): string {
    return this.data.userId;
  }
}
