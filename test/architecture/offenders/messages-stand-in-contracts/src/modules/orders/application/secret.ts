import { Command as Base } from '../../../shared/pure/messages/message.js';

export class Secret /* offends */ extends Base<{ readonly id: string }, null> {
  static readonly type = 'orders.secret.v1';
}
