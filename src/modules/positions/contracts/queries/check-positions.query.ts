import { Query } from '../../../../shared/pure/messages/message.js';

/** A number of a stored position that its fills and funding do not give. */
export interface PositionDifference {
  readonly positionId: string;
  readonly field: string;
  /** `missing` when there is no such position. */
  readonly stored: string;
  /** `missing` when nothing makes such a position. */
  readonly folded: string;
}

export interface PositionCheck {
  readonly positions: number;
  readonly fills: number;
  readonly charges: number;
  readonly differences: readonly PositionDifference[];
}

/** Folds everything of one user again and compares it with what is stored. */
export class CheckPositions extends Query<{ readonly userId: string }, PositionCheck> {
  static readonly type = 'positions.check-positions.v1';
}
