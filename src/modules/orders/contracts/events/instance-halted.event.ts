import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface InstanceHaltedData {
  readonly userId: string;
  readonly accountId: string;
  readonly instanceId: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly venue: string;
  readonly symbol: string;
  /**
   * `instance-daily-loss`, `instance-drawdown`, `instance-books-broken`,
   * `instance-unprotected`, `instance-liquidated`, `instance-repairs`, or `cooldown`.
   */
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;
  /** Market time at which it ends by itself; null until trading is resumed. */
  readonly until: EpochMs | null;
}

/** One instance has lost too much, or too often in a row: it opens nothing new; its exits and its protection go on. */
export class InstanceHalted extends RecordEvent<InstanceHaltedData> {
  static readonly type = 'orders.instance-halted.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
