import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface GridStoppedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  /** `asked`, or the strategy's reason: `stop-loss`, `take-profit`, `liquidation`, … */
  readonly reason: string;
  readonly at: EpochMs;
}

/** A Grid bot has stopped, because it was asked to or by its own rules. */
export class GridStopped extends RecordEvent<GridStoppedData> {
  static readonly type = 'grid.grid-stopped.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
