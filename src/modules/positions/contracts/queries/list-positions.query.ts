import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { PositionFacts } from '../events/position-facts.js';

/** A position with what its surroundings say of it now; null where that is not known. */
export interface PositionView extends PositionFacts {
  /** The largest it has been. */
  readonly maxSize: string;
  /** Last price; null while none is known, and once it is closed. */
  readonly markPrice: string | null;
  /** At the mark; null while none is known. */
  readonly floatingPnl: string | null;
  /** As the venue tells it for the whole account and symbol; null where there is none, and while it is not known. */
  readonly liquidationPrice: string | null;
  /** How much of it resting stop orders would close; null while that is not known. */
  readonly protectedSize: string | null;
  readonly openedAt: EpochMs;
  /** Null while it is open. */
  readonly closedAt: EpochMs | null;
}

export interface ListPositionsData {
  readonly userId: string;
  readonly state: 'open' | 'closed';
  /** Positions after this one, newest first: when it was opened (or closed), and its id. Null for the first page. */
  readonly after: { readonly at: EpochMs; readonly positionId: string } | null;
  /** 1..201. */
  readonly limit: number;
}

/** Positions of one user: open ones by when they were opened, closed ones by when they were closed, newest first. */
export class ListPositions extends Query<ListPositionsData, readonly PositionView[]> {
  static readonly type = 'positions.list-positions.v1';
}
