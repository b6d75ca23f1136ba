import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { PositionFacts } from './position-facts.js';

export interface PositionClosedData {
  readonly position: PositionFacts;
  /** Id of the fill that did it; null for a funding charge and for an adjustment. */
  readonly fillId: string | null;
  readonly reason: string;
  readonly at: EpochMs;
}

/** A position is flat; its facts are final: size 0, realised P&L, fees and funding of its whole life. */
export class PositionClosed extends RecordEvent<PositionClosedData> {
  static readonly type = 'positions.position-closed.v1';

  override get key(): string {
    return this.data.position.positionId;
  }
}
