import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { PositionFacts } from './position-facts.js';

export interface PositionOpenedData {
  readonly position: PositionFacts;
  /** Id of the fill that did it; null for a funding charge. */
  readonly fillId: string | null;
  readonly reason: string;
  readonly at: EpochMs;
}

/** A position was opened from flat. */
export class PositionOpened extends RecordEvent<PositionOpenedData> {
  static readonly type = 'positions.position-opened.v1';

  override get key(): string {
    return this.data.position.positionId;
  }
}
