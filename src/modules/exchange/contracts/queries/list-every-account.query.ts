import { Query } from '../../../../shared/pure/messages/message.js';
import type { AccountView } from './list-accounts.query.js';

/** The accounts of all users, oldest first: for what has to be done for each of them, whether or not anything is known of it. */
export class ListEveryAccount extends Query<object, readonly AccountView[]> {
  static readonly type = 'exchange.list-every-account.v1';
}
