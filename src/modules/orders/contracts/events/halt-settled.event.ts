import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface HaltSettledData {
  readonly userId: string;
  /** Wall time at which the kill switch was used. */
  readonly haltedAt: EpochMs;
}

/**
 * Behind the kill switch of a user nothing is left that could add: no entry rests at a venue, is on its way, or is in doubt. It
 * stays on until a person resumes trading.
 */
export class HaltSettled extends RecordEvent<HaltSettledData> {
  static readonly type = 'orders.halt-settled.v1';

  override get key(): string {
    return this.data.userId;
  }
}
