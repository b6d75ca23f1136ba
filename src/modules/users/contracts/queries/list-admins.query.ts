import { Query } from '../../../../shared/pure/messages/message.js';

/** Ids of those who look after the installation and may sign in. */
export class ListAdmins extends Query<Record<string, never>, readonly string[]> {
  static readonly type = 'users.list-admins.v1';
}
