import { Query } from '../../../../shared/pure/messages/message.js';

export interface GetUserData {
  readonly userId: string;
}

export interface UserView {
  readonly userId: string;
  readonly email: string;
  readonly role: 'admin' | 'trader' | 'viewer';
  readonly language: 'ko' | 'en';
  readonly demo: boolean;
}

/** The user of that id, or null. */
export class GetUser extends Query<GetUserData, UserView | null> {
  static readonly type = 'users.get-user.v1';
}
