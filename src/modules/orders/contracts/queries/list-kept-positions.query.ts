import { Query } from '../../../../shared/pure/messages/message.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';

/** What a bot held when it was stopped, and its owner has kept. */
export interface KeptPosition {
  readonly instanceId: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  /** Which of the two positions of hedge mode; `net` where there is one. */
  readonly position: 'net' | PositionSide;
  /** Signed, long positive, plain decimal in base units; of coins what is left after fees that were taken in them. */
  readonly size: string;
  /** Last price that is known here, plain decimal; null while none is. */
  readonly markPrice: string | null;
  /** An order that closes it is under way. */
  readonly closing: boolean;
}

export interface ListKeptPositionsData {
  readonly userId: string;
  /** Null for all that the user has. */
  readonly lane: { readonly accountId: string; readonly symbol: string } | null;
}

/** What stopped bots of a user have kept, also those that were deleted, by account, symbol and bot. */
export class ListKeptPositions extends Query<ListKeptPositionsData, readonly KeptPosition[]> {
  static readonly type = 'orders.list-kept-positions.v1';
}
