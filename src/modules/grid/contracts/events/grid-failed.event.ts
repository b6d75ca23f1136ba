import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface GridFailedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  readonly reason: string;
  readonly at: EpochMs;
}

/** A Grid bot cannot go on and is parked; its resting protection stays at the venue. */
export class GridFailed extends RecordEvent<GridFailedData> {
  static readonly type = 'grid.grid-failed.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
