import { StreamEvent } from '../../../../shared/pure/messages/message.js';

export class ThingLost /* offends */ extends StreamEvent<{ readonly id: string }> {
  static readonly type = 'orders.thing-lost.v1';

  get key(): string {
    return this.data.id;
  }
}
