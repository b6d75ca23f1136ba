import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface HyperRsiFailedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  readonly reason: string;
  readonly at: EpochMs;
}

/** A HyperRSI bot cannot go on and is parked; its resting protection stays at the venue. */
export class HyperRsiFailed extends RecordEvent<HyperRsiFailedData> {
  static readonly type = 'hyper-rsi.hyper-rsi-failed.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
