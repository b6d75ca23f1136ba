import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { PositionFacts } from './position-facts.js';

export interface PositionChangedData {
  readonly position: PositionFacts;
  /** Id of the fill that did it; null for a funding charge and for an adjustment. */
  readonly fillId: string | null;
  readonly reason: string;
  readonly at: EpochMs;
}

/** An open position grew, shrank, or was charged funding. */
export class PositionChanged extends RecordEvent<PositionChangedData> {
  static readonly type = 'positions.position-changed.v1';

  override get key(): string {
    return this.data.position.positionId;
  }
}
