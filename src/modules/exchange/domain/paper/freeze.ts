import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { WantedOrder } from '../../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import type { Account, Book, FillExtremes, Holding, Phase } from './book.js';
import { firstFundingTime } from './funding.js';
import { refreshLiquidation } from './liquidation.js';
import { openBook } from './open-book.js';
import { isTaking, keyOf, type BookOrder } from './orders/book-order.js';
import { addOrder } from './orders/resting.js';
import { reachOf } from './prices.js';
import { NO_TRAIL, trailFactors } from './stops/trailing.js';
import type { BookTerms, MarginMode } from './terms.js';

/** An order of a frozen book. */
export interface OrderState {
  readonly wanted: WantedOrder;
  readonly owner: string;
  readonly seq: number;
  readonly firstOpen: number;
  readonly fromPath: boolean;
  readonly needsFunds: boolean;
  readonly price: number;
  readonly extreme: number;
  readonly supersedes: OrderState | null;
}

/** The short position of hedge mode. */
export interface HoldingState {
  readonly position: number;
  /** Units of 10^-12 quote. */
  readonly average: string;
  readonly cycle: number;
  readonly owner: string;
}

/** A book as plain JSON: everything that is not terms, account or derived. */
export interface BookState {
  readonly version: 1;
  readonly leverage: number;
  readonly marginMode: MarginMode;
  readonly phase: Phase;
  readonly marketTurn: boolean;
  readonly candle: number;
  readonly lastEnd: number;
  readonly now: number;
  readonly step: number;
  readonly price: number;
  readonly lowFirst: boolean;
  readonly position: number;
  /** Units of 10^-12 quote. */
  readonly average: string;
  readonly cycle: number;
  readonly owner: string;
  /** Left out in one-way mode. */
  readonly short?: HoldingState;
  readonly orderSeq: number;
  readonly tradeSeq: number;
  readonly orders: readonly OrderState[];
  readonly fills: readonly Readonly<FillExtremes>[];
}

/** JSON of a book at any moment between two calls. The cash is the account's and is kept there. */
export function freeze(book: Book): BookState {
  return {
    version: 1,
    leverage: book.leverage,
    marginMode: book.marginMode,
    phase: book.phase,
    marketTurn: book.marketTurn,
    candle: book.candle,
    lastEnd: book.lastEnd,
    now: book.now,
    step: book.step,
    price: book.price,
    lowFirst: book.lowFirst,
    position: book.position,
    average: book.average.toString(),
    cycle: book.cycle,
    owner: book.owner,
    ...(book.short !== null && { short: freezeHolding(book.short) }),
    orderSeq: book.orderSeq,
    tradeSeq: book.tradeSeq,
    orders: [...book.orders.values()].map((order) => freezeOrder(book, order)),
    fills: book.fills.map((fill) => ({ ...fill })),
  };
}

const freezeHolding = ({ position, average, cycle, owner }: Holding): HoldingState => ({
  position,
  average: average.toString(),
  cycle,
  owner,
});

/**
 * The exact inverse: a book that does from here on what the frozen one would have done, under the same terms and with the
 * account at the same cash. With several books, liquidation prices on cross margin settle at the next step. Refused
 * (`invalid-terms`) when the state has two positions and the terms know one.
 */
export function thaw(state: BookState, terms: BookTerms, account: Account): Result<Book, Refusal> {
  if (state.short !== undefined && terms.positionMode !== 'hedge')
    return err(refusal('invalid-terms', 'a book with two positions needs hedge mode', {}));
  const opened = openBook(terms, account);
  if (!opened.ok) return opened;
  const book = opened.value;
  book.leverage = state.leverage;
  book.marginMode = state.marginMode;
  book.phase = state.phase;
  book.marketTurn = state.marketTurn;
  book.candle = state.candle;
  book.lastEnd = state.lastEnd;
  book.now = epochMs(state.now);
  book.step = state.step;
  book.price = state.price;
  book.lowFirst = state.lowFirst;
  book.position = state.position;
  book.average = BigInt(state.average);
  book.cycle = state.cycle;
  book.owner = state.owner;
  if (book.short !== null && state.short !== undefined) {
    const { average, ...rest } = state.short;
    Object.assign(book.short, rest, { average: BigInt(average) });
  }
  book.orderSeq = state.orderSeq;
  book.tradeSeq = state.tradeSeq;
  book.fills = state.fills.map((fill) => ({ ...fill }));
  for (const order of state.orders) addOrder(book, thawOrder(book, order));
  book.nextFundingAt = firstFundingTime(book.rules, state.lastEnd);
  refreshLiquidation(book);
  return ok(book);
}

function freezeOrder(book: Book, order: BookOrder): OrderState {
  const isShown = order.supersedes !== null && order.firstOpen > book.candle;
  return {
    wanted: order.wanted,
    owner: order.owner,
    seq: order.seq,
    firstOpen: order.firstOpen,
    fromPath: order.fromPath,
    needsFunds: order.needsFunds,
    price: order.price,
    extreme: order.extreme,
    supersedes: isShown ? freezeOrder(book, order.supersedes!) : null,
  };
}

function thawOrder(book: Book, state: OrderState): BookOrder {
  const { wanted, price } = state;
  const trail = wanted.type === 'stop-market' && wanted.trail !== null ? wanted.trail : null;
  const factors = trail === null ? NO_TRAIL : (trailFactors(trail.offset, wanted.side) ?? NO_TRAIL);
  return {
    key: keyOf(state.owner, wanted.cycle, wanted.leg),
    wanted,
    owner: state.owner,
    seq: state.seq,
    firstOpen: state.firstOpen,
    fromPath: state.fromPath,
    needsFunds: state.needsFunds,
    takes: isTaking(wanted),
    price,
    reach: wanted.type === 'limit' ? reachOf(book.rules, price, wanted.side) : price,
    extreme: state.extreme,
    trailNumerator: factors.trailNumerator,
    trailDenominator: factors.trailDenominator,
    trailDistance: factors.trailDistance,
    supersedes: state.supersedes === null ? null : thawOrder(book, state.supersedes),
  };
}
