import { Query } from '../../../../shared/pure/messages/message.js';
import type { nameOf } from '../../domain/index.js'; // offends
import type { ThingRenamed } from '../../../exchange/contracts/events/thing-renamed.event.js'; // offends

export class GetName extends Query<{ readonly event: ThingRenamed }, typeof nameOf> {
  static readonly type = 'orders.get-name.v1';
}
