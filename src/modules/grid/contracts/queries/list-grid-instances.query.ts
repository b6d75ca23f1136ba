import { Query } from '../../../../shared/pure/messages/message.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';

export interface ListGridInstancesData {
  readonly userId: string;
}

/** The user's Grid bots, oldest first. */
export class ListGridInstances extends Query<ListGridInstancesData, readonly InstanceView[]> {
  static readonly type = 'grid.list-grid-instances.v1';
}
