import { RecordCommand } from '../../../../shared/pure/messages/message.js';

export class MoveThing /* offends */ extends RecordCommand<{ readonly id: string }> {
  static readonly type = 'orders.move-thing.v1';

  get key(): string {
    return this.data.id;
  }
}
