import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface HyperRsiStoppedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  /** `asked`, or the strategy's reason: `stop-loss`, `take-profit`, `liquidation`, … */
  readonly reason: string;
  readonly at: EpochMs;
}

/** A HyperRSI bot has stopped, because it was asked to or by its own rules. */
export class HyperRsiStopped extends RecordEvent<HyperRsiStoppedData> {
  static readonly type = 'hyper-rsi.hyper-rsi-stopped.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
