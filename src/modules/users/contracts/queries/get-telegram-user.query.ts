import { Query } from '../../../../shared/pure/messages/message.js';
import type { UserView } from './get-user.query.js';

export interface GetTelegramUserData {
  /** Decimal digits. */
  readonly telegramUserId: string;
}

/** The person for whom a Telegram account speaks; null when it speaks for nobody, or for somebody who may not sign in. */
export class GetTelegramUser extends Query<GetTelegramUserData, UserView | null> {
  static readonly type = 'users.get-telegram-user.v1';
}
