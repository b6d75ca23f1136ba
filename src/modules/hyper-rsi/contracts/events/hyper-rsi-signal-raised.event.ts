import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface HyperRsiSignalRaisedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** `entry` or `add`. */
  readonly subject: string;
  /** RSI at the decision close. */
  readonly rsi: number;
  readonly at: EpochMs;
}

/** Every gate passed: an entry or add was ordered. */
export class HyperRsiSignalRaised extends RecordEvent<HyperRsiSignalRaisedData> {
  static readonly type = 'hyper-rsi.hyper-rsi-signal-raised.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
