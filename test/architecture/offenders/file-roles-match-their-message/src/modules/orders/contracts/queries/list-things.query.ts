import { Command } from '../../../../shared/pure/messages/message.js';

export class ListThings /* offends */ extends Command<{ readonly id: string }, null> {
  static readonly type = 'orders.list-things.v1';
}
