import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface PositionAdjustedData {
  /** The same however often the difference was seen. */
  readonly adjustmentId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid' | 'manual';
  /** Null for what was ordered by hand. */
  readonly instanceId: string | null;
  /** Which of the two positions of hedge mode; left out where there is one. */
  readonly position?: PositionSide;
  /** What is taken from the holding, signed, plain decimal in base units; it never grows by an adjustment. */
  readonly change: string;
  /** What is left of it, signed. */
  readonly size: string;
  /** Last known price, plain decimal; null while none is known. */
  readonly markPrice: string | null;
  /** Market time. */
  readonly at: EpochMs;
}

/**
 * The venue holds less than somebody here does, and no fill explains it: somebody else has closed it. It is taken out of the
 * books without a price, so that nothing is made or lost by it.
 */
export class PositionAdjusted extends RecordEvent<PositionAdjustedData> {
  static readonly type = 'orders.position-adjusted.v1';

  override get key(): string {
    const { instanceId, accountId, symbol } = this.data;
    return instanceId ?? `${accountId} ${symbol}`;
  }
}
