import { Query } from '../../../../shared/pure/messages/message.js';

export class RenameThing /* offends */ extends Query<{ readonly id: string }, null> {
  static readonly type = 'orders.rename-thing.v1';
}
