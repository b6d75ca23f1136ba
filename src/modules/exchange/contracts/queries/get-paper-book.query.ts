import { Query } from '../../../../shared/pure/messages/message.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';

/** An order that rests in a book. */
export interface RestingOrder {
  readonly side: Side;
  readonly kind: 'limit' | 'stop' | 'trigger';
  readonly price: string;
  /** A stop or trigger has the size held. */
  readonly size: string;
  /** Reason of the part that would act: `trailing` of a stop that has moved. */
  readonly reason: string;
}

/** A book of the paper venue after the last step, and what its account is worth. Decimals as text. */
export interface PaperBookView {
  readonly cash: string;
  /** Signed base units, long positive; of both positions in hedge mode. */
  readonly position: string;
  /** Of the whole account, every book at its last price. */
  readonly equity: string;
  /** By price, side and reason. */
  readonly openOrders: readonly RestingOrder[];
}

export interface GetPaperBookData {
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
}

/** One book of a paper account, as the matching rules see it; null when the user has none. */
export class GetPaperBook extends Query<GetPaperBookData, PaperBookView | null> {
  static readonly type = 'exchange.get-paper-book.v1';
}
