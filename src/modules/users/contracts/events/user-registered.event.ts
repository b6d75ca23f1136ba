import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface UserRegisteredData {
  readonly userId: string;
  readonly email: string;
  readonly language: 'ko' | 'en';
  /** The built-in trader on the paper venue. */
  readonly demo: boolean;
}

/** Somebody can sign in from now on. */
export class UserRegistered extends RecordEvent<UserRegisteredData> {
  static readonly type = 'users.user-registered.v1';

  override get key(): string {
    return this.data.userId;
  }
}
