import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { orderKey, type OrderFacts } from './order-facts.js';

export interface OrderNeedsHumanData {
  readonly order: OrderFacts;
  /** Wall time since which it is not known whether the venue has it. */
  readonly since: EpochMs;
  /** The venue has forgotten what became of it; left out where the venue could not be asked. */
  readonly forgotten?: true;
}

/**
 * The venue could not be asked for so long that a person has to look, or it has forgotten what became of the order. Until somebody
 * knows, or what is held has decided, the order counts at its full size and nothing that adds is sent for its account and symbol.
 */
export class OrderNeedsHuman extends RecordEvent<OrderNeedsHumanData> {
  static readonly type = 'orders.order-needs-human.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
