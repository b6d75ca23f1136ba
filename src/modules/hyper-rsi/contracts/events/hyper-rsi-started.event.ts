import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface HyperRsiStartedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  readonly epoch: number;
  readonly at: EpochMs;
}

/** A HyperRSI bot has started. */
export class HyperRsiStarted extends RecordEvent<HyperRsiStartedData> {
  static readonly type = 'hyper-rsi.hyper-rsi-started.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
