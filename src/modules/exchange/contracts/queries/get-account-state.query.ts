import { Query } from '../../../../shared/pure/messages/message.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';

export interface BalanceView {
  readonly currency: string;
  readonly total: string;
  readonly free: string;
}

export interface VenuePositionView {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** It is one of the two positions of hedge mode, whether or not the other one is held; left out for a net position. */
  readonly hedged?: true;
  readonly size: string;
  readonly averagePrice: string;
  /** Null where there is none (spot, or far enough). */
  readonly liquidationPrice: string | null;
}

export interface VenueOrderView {
  readonly symbol: string;
  readonly clientOrderId: string;
  readonly type: 'market' | 'limit' | 'stop-market' | 'trigger';
  readonly side: Side;
  readonly price: string | null;
  readonly size: string;
}

/** An account as its venue shows it; null when it is not the user's. */
export interface AccountState {
  readonly balances: readonly BalanceView[];
  readonly positions: readonly VenuePositionView[];
  readonly openOrders: readonly VenueOrderView[];
}

export class GetAccountState extends Query<
  { readonly userId: string; readonly accountId: string },
  AccountState | null
> {
  static readonly type = 'exchange.get-account-state.v1';
}
