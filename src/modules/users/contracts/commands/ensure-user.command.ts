import { Command } from '../../../../shared/pure/messages/message.js';

export interface EnsureUserData {
  readonly email: string;
  /** Null: a random one is made and answered, once. */
  readonly password: string | null;
  readonly role: 'admin' | 'trader' | 'viewer';
  readonly language: 'ko' | 'en';
  readonly demo: boolean;
}

export interface EnsuredUser {
  readonly userId: string;
  readonly created: boolean;
  /** The password that was made; null when one was given or the user was there already. */
  readonly madePassword: string | null;
}

/** Makes the user unless there is one of that e-mail address; an existing user stays as it is. */
export class EnsureUser extends Command<EnsureUserData, EnsuredUser> {
  static readonly type = 'users.ensure-user.v1';
}
