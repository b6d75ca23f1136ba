import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface PositionKeptData {
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly instanceId: string;
  /** Which of the two positions of hedge mode; left out where there is one. */
  readonly position?: PositionSide;
  /** Signed, long positive, plain decimal in base units. */
  readonly size: string;
  /** Wall time. */
  readonly at: EpochMs;
}

/** A bot has stopped and still holds this. Its orders are gone, its stop with them: nothing protects it any more. */
export class PositionKept extends RecordEvent<PositionKeptData> {
  static readonly type = 'orders.position-kept.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
