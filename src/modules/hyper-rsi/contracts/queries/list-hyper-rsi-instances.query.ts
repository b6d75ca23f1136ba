import { Query } from '../../../../shared/pure/messages/message.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';

export interface ListHyperRsiInstancesData {
  readonly userId: string;
}

/** The user's HyperRSI bots, oldest first. */
export class ListHyperRsiInstances extends Query<ListHyperRsiInstancesData, readonly InstanceView[]> {
  static readonly type = 'hyper-rsi.list-hyper-rsi-instances.v1';
}
