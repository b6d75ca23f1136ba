import { Query } from '../../../../shared/pure/messages/message.js';

/** What a user holds of one instrument, over all accounts and bots. Decimals as text. */
export interface SymbolExposure {
  readonly venue: string;
  readonly symbol: string;
  readonly currency: string;
  readonly positions: number;
  readonly longSize: string;
  readonly shortSize: string;
  /** Long less short. */
  readonly netSize: string;
  /** Null while none is known. */
  readonly markPrice: string | null;
  /** Long and short together at the mark; null while none is known. */
  readonly grossNotional: string | null;
  /** Long less short at the mark; null while none is known. */
  readonly netNotional: string | null;
}

/** Exposure of one user by instrument. */
export class GetExposure extends Query<{ readonly userId: string }, readonly SymbolExposure[]> {
  static readonly type = 'positions.get-exposure.v1';
}
