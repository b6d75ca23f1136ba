import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface GridStartedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  readonly epoch: number;
  readonly at: EpochMs;
}

/** A Grid bot has started. */
export class GridStarted extends RecordEvent<GridStartedData> {
  static readonly type = 'grid.grid-started.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
