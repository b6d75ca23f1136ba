import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { Inheritance } from '../kernel/state.js';
import type { CellShare } from '../ladder/cell-share.js';
import type { GridMarket } from '../market.js';
import type { OpenPair, Pair } from './pair.js';

/** The generation whose fills are read: what its cells open with, whose lots its initial order was for, what it took over. */
export interface LedgerFrame {
  readonly market: GridMarket;
  readonly generation: number;
  readonly opening: readonly Side[];
  readonly initial: readonly CellShare[];
  readonly inherited: Inheritance | null;
}

/** The book of a bot after some entries. All sums are exact; nothing that came in is ever dropped. */
export interface Ledger {
  /** The generation whose cells `open` are. */
  readonly generation: number;
  readonly open: readonly (OpenPair | null)[];
  /** Lots of the generation's initial order that have filled. */
  readonly initialLots: number;
  /** Sum of the pairs' gross less their fees: the grid profit. */
  readonly gridProfit: Money;
  readonly pairs: number;
  /** Received over all, in pairs or not. */
  readonly funding: Money;
  /** Fills that belong to no cell (an order of a person, say): they count, but are in no pair. */
  readonly strayCash: Money;
  readonly strayLots: number;
  readonly strayFees: Money;
  /** Less than a lot that is left of buys whose fee was taken in coins, in base units. */
  readonly dust: Money;
}

export interface Posting {
  readonly ledger: Ledger;
  /** Pairs this entry has finished, in cell order. */
  readonly closed: readonly Pair[];
  /** Which pairs it has opened, changed or finished. */
  readonly touched: readonly { readonly cell: number }[];
}
