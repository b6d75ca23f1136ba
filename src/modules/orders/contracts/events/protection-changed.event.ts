import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface ProtectionChangedData {
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly instanceId: string;
  /** False: what is held has had no confirmed stop of its size for too long. True: it has one again, or nothing is held. */
  readonly protected: boolean;
  /** What the instance holds, signed, plain decimal in base units. */
  readonly size: string;
  /** How much of it confirmed stops would close. */
  readonly protectedSize: string;
  /** Wall time by which it was to be protected. */
  readonly dueAt: EpochMs;
}

/** A position that is to have a stop at its venue has been without one for too long, or has one again. */
export class ProtectionChanged extends RecordEvent<ProtectionChangedData> {
  static readonly type = 'orders.protection-changed.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
