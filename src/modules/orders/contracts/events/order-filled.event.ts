import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { Liquidity, PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { orderKey, type OrderFacts } from './order-facts.js';

/** One execution, counted once: `tradeId` is unique per account and symbol. */
export interface FillFacts {
  readonly fillId: string;
  readonly tradeId: string;
  readonly price: string;
  readonly size: string;
  /** Negative for a rebate. */
  readonly fee: string;
  readonly feeCurrency: string;
  readonly liquidity: Liquidity;
  /** Reason of the part that acted: `trailing` of a stop, else the order's own. */
  readonly reason: string;
  readonly phase: 'open' | 'path' | 'live';
  /** Which of the two positions of hedge mode it moved; left out where there is one. */
  readonly position?: PositionSide;
  readonly at: EpochMs;
}

export interface OrderFilledData {
  readonly order: OrderFacts;
  readonly fill: FillFacts;
  /** Filled so far, this fill included. */
  readonly cumulativeSize: string;
  /** Nothing is left to fill. */
  readonly complete: boolean;
}

/** (A part of) an order was executed. Fills, not statuses, move positions. */
export class OrderFilled extends RecordEvent<OrderFilledData> {
  static readonly type = 'orders.order-filled.v1';

  override get key(): string {
    return orderKey(this.data.order);
  }
}
