import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { Liquidity, PositionSide, Side } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/** One thing that happened at the venue, in the venue's order. Decimals as text; `at` is market time. */
export type Execution =
  | {
      readonly kind: 'filled';
      /** As the venue gives it, which may give none to the child of a conditional order: empty then. */
      readonly clientOrderId: string;
      /** Of the child that has filled; left out where the order itself has. */
      readonly childOrderId?: string;
      readonly tradeId: string;
      readonly side: Side;
      /** Which of the two positions of hedge mode it moved; left out where there is one. */
      readonly position?: PositionSide;
      readonly price: string;
      readonly size: string;
      /** Negative for a rebate. */
      readonly fee: string;
      readonly feeCurrency: string;
      readonly liquidity: Liquidity;
      /** Reason of the part that acted: `trailing` of a stop, else the order's own. */
      readonly reason: string;
      readonly phase: 'open' | 'path' | 'live';
      readonly at: EpochMs;
    }
  | {
      /** `expired`: it was to take at once or never. */
      readonly kind: 'cancelled' | 'rejected' | 'expired';
      readonly clientOrderId: string;
      /** Of the child that has ended; left out where the order itself has. */
      readonly childOrderId?: string;
      readonly code: string;
      readonly at: EpochMs;
    }
  | {
      readonly kind: 'triggered';
      readonly clientOrderId: string;
      /**
       * Venue id of the order that acts in its place, or null as long as the venue has not made it; left out where the order acts
       * by itself.
       */
      readonly child?: string | null;
      readonly price: string;
      readonly at: EpochMs;
    }
  | {
      readonly kind: 'liquidated';
      readonly tradeId: string;
      readonly side: Side;
      /** Which of the two positions of hedge mode was taken; left out where there is one. */
      readonly position?: PositionSide;
      readonly price: string;
      readonly size: string;
      readonly fee: string;
      readonly feeCurrency: string;
      readonly at: EpochMs;
    }
  | {
      readonly kind: 'funding';
      /** Unique per account and symbol, so that a charge counts once. */
      readonly billId: string;
      /** Which of the two positions of hedge mode it is for; left out where there is one. */
      readonly position?: PositionSide;
      /** Negative when paid, positive when received. */
      readonly amount: string;
      readonly currency: string;
      readonly at: EpochMs;
    };

export interface ExecutionsReportedData {
  readonly accountId: string;
  readonly userId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly executions: readonly Execution[];
}

/** A venue has told what happened on one account and instrument. */
export class ExecutionsReported extends RecordEvent<ExecutionsReportedData> {
  static readonly type = 'exchange.executions-reported.v1';

  override get key(): string {
    return `${this.data.accountId} ${this.data.symbol}`;
  }
}
