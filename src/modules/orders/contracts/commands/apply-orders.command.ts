import { RecordCommand } from '../../../../shared/pure/messages/message.js';
import type { WireOrder } from '../../../../shared/pure/strategy/wire-order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export type OrderOperation =
  | {
      readonly op: 'place';
      readonly leg: string;
      readonly cycle: number;
      readonly order: WireOrder;
      readonly reason: string;
      /** Leg of the same cycle that this order takes the place of once it is confirmed. */
      readonly replaces: string | null;
    }
  | { readonly op: 'cancel'; readonly leg: string; readonly cycle: number };

export interface ApplyOrdersData {
  readonly instanceId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  /** Epoch of the instance in which this was decided; refused once the gate has moved on. */
  readonly epoch: number;
  readonly settingsVersion: number;
  /** Leverage of the instrument as it was prepared, for the exposure limits. */
  readonly leverage: number;
  /** Market time of the decision. */
  readonly decidedAt: EpochMs;
  /** Last known price, plain decimal, for the exposure of market orders. */
  readonly markPrice: string;
  /** In the order in which they take effect. */
  readonly operations: readonly OrderOperation[];
}

/** What one step of one instance wants done with its orders. Natural key of each order: instance, cycle, leg. */
export class ApplyOrders extends RecordCommand<ApplyOrdersData> {
  static readonly type = 'orders.apply-orders.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
