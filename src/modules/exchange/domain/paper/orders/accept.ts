import type { Leg, WantedOrder } from '../../../../../shared/pure/strategy/order.js';
import { isLegal } from '../../../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../../../shared/pure/refusal.js';
import { err, ok, type Ok, type Result } from '../../../../../shared/pure/result.js';
import type { Book, Holding } from '../book.js';
import { NO_EVENTS, type BookEvent } from '../events.js';
import { notHeld, postOnlyWouldTake } from '../fill.js';
import { holdingOf } from '../holding.js';
import { addedLots, cannotCarry } from '../margin.js';
import { isReached, reachOf, snapTo } from '../prices.js';
import {
  NO_TRAIL,
  startingExtreme,
  tighter,
  trailFactors,
  trailLevel,
  type TrailFactors,
} from '../stops/trailing.js';
import { isTaking, keyOf, type BookOrder } from './book-order.js';
import { addOrder, cancelOrder, drawCorridor, reduces } from './resting.js';

/** Places an order; a strategy's `place` output is one. */
export interface PlaceCommand {
  readonly kind: 'place';
  readonly order: WantedOrder;
  /** Leg of the order (same owner and cycle) that this one takes the place of, if it is still there. */
  readonly replaces: Leg | null;
  /** Who places it; strategies of several instances may share a book. */
  readonly owner?: string;
  /**
   * Whether a limit or stop that adds must be affordable now and when it fills. What takes at its turn always must; a grid
   * checks its ladder as a whole before it starts, so the default is no.
   */
  readonly needsFunds?: boolean;
}

/** Cancels an order; a strategy's `cancel` output is one. */
export interface CancelCommand {
  readonly kind: 'cancel';
  readonly leg: Leg;
  readonly cycle: number;
  readonly owner?: string;
}

export type BookCommand = PlaceCommand | CancelCommand;

const DONE: Ok<readonly BookEvent[]> = ok(NO_EVENTS);

/**
 * The newest order of each kind; nobody reads it. The engine forgets what a kind of object looks like at a collection of
 * garbage that finds none, and with it all code that was compiled for it beside the others: a grid has one market order at
 * its start and none after it, and lost the code of its matching at every such collection.
 */
const SPECIMENS = new Map<WantedOrder['type'], WantedOrder>();

/**
 * Takes a command between two steps of the book. When it may act first follows from the phase: what is accepted while the
 * open is going on is active at once; what is accepted after the path or at the close, from the next open on.
 * @returns what it ended (the order it replaced or cancelled), or why it is denied: `unknown-order`, `duplicate-order`,
 * `invalid-size`, `invalid-price`, `no-price` (a market order before any candle), `below-minimum`, `nothing-to-reduce`,
 * `not-held`, `insufficient-funds`, `insufficient-margin`, `one-way-only` (a whole-bot trigger in hedge mode),
 * `post-only-would-take` (the last price has reached it).
 */
export function accept(book: Book, command: BookCommand): Result<readonly BookEvent[], Refusal> {
  return command.kind === 'place' ? place(book, command) : cancel(book, command);
}

function cancel(
  book: Book,
  { leg, cycle, owner = '' }: CancelCommand,
): Result<readonly BookEvent[], Refusal> {
  const order = book.orders.get(keyOf(owner, cycle, leg));
  if (order === undefined)
    return err(refusal('unknown-order', `there is no order ${leg} of cycle ${cycle}`, { leg, cycle }));
  const events: BookEvent[] = [];
  cancelOrder(book, order, 'asked', events);
  drawCorridor(book);
  return ok(events);
}

function place(book: Book, command: PlaceCommand): Result<readonly BookEvent[], Refusal> {
  const { order: wanted, replaces, owner = '' } = command;
  const needsFunds = isTaking(wanted) || command.needsFunds === true;
  const key = keyOf(owner, wanted.cycle, wanted.leg);
  const denied = malformed(book, wanted) ?? unwanted(book, wanted, key, needsFunds);
  if (denied !== null) return err(denied);
  const replaced = replaces === null ? undefined : book.orders.get(keyOf(owner, wanted.cycle, replaces));
  const order = newOrder(book, wanted, key, owner, needsFunds, replaced ?? null);
  if (typeof order === 'string')
    return err(refusal('invalid-price', order, { leg: wanted.leg, cycle: wanted.cycle }));
  SPECIMENS.set(wanted.type, wanted);
  book.orderSeq += 1;
  if (replaced === undefined) {
    addOrder(book, order);
    drawCorridor(book);
    return DONE;
  }
  const events: BookEvent[] = [];
  cancelOrder(book, replaced, 'replaced', events);
  addOrder(book, order);
  drawCorridor(book);
  return ok(events);
}

function newOrder(
  book: Book,
  wanted: WantedOrder,
  key: string,
  owner: string,
  needsFunds: boolean,
  replaced: BookOrder | null,
): BookOrder | string {
  const fromPath = book.phase === 'path';
  let trail: TrailFactors = NO_TRAIL;
  let extreme = 0;
  let price: number;
  if (wanted.type === 'stop-market' && wanted.trail !== null) {
    const factors = trailFactors(wanted.trail.offset, wanted.side);
    if (factors === null) return `a trailing offset cannot be ${wanted.trail.offset.value}`;
    trail = factors;
    extreme = startingExtreme(book, wanted.side, wanted.trail);
    price = tighter(wanted.side, wanted.price, trailLevel(book.rules, wanted.side, trail, extreme));
  } else price = wanted.type === 'market' ? 0 : wanted.price!;
  return {
    key,
    wanted,
    owner,
    seq: book.orderSeq + 1,
    firstOpen: book.phase === 'open' ? book.candle : book.candle + 1,
    fromPath,
    needsFunds,
    takes: isTaking(wanted),
    price,
    reach: wanted.type === 'limit' ? reachOf(book.rules, price, wanted.side) : price,
    extreme,
    trailNumerator: trail.trailNumerator,
    trailDenominator: trail.trailDenominator,
    trailDistance: trail.trailDistance,
    supersedes: fromPath && wanted.type === 'stop-market' ? superseded(book, replaced) : null,
  };
}

/** The order that was active on the path that is just over; a replacement of a replacement stands in for the same one. */
function superseded(book: Book, replaced: BookOrder | null): BookOrder | null {
  if (replaced === null) return null;
  const old = replaced.firstOpen > book.candle && replaced.fromPath ? replaced.supersedes : replaced;
  if (old !== null) old.supersedes = null;
  return old;
}

/** What no venue would take, whatever the state of the account. */
function malformed(book: Book, wanted: WantedOrder): Refusal | null {
  const { leg, cycle } = wanted;
  if (wanted.type !== 'trigger' && !(Number.isSafeInteger(wanted.size) && wanted.size > 0))
    return refusal('invalid-size', `a size cannot be ${wanted.size} lots`, { leg, cycle, lots: wanted.size });
  if (wanted.type === 'market') return null;
  const { price } = wanted;
  if (wanted.type === 'stop-market' && price === null && wanted.trail !== null) return null;
  const isPrice = price !== null && Number.isSafeInteger(price) && price > 0;
  if (isPrice && (wanted.type !== 'limit' || snapTo(book.rules, price, 1, false) === price)) return null;
  return refusal('invalid-price', `a ${wanted.type} order cannot have the price ${price ?? 'null'}`, {
    leg,
    cycle,
    price,
  });
}

/** What the state of the book or the account does not allow. */
function unwanted(book: Book, wanted: WantedOrder, key: string, needsFunds: boolean): Refusal | null {
  const { leg, cycle, side } = wanted;
  if (book.orders.has(key))
    return refusal('duplicate-order', `order ${leg} of cycle ${cycle} exists`, { leg, cycle });
  if (wanted.type === 'trigger') return book.short === null ? null : oneWayOnly(wanted);
  if (wanted.type === 'market' && book.price === 0)
    return refusal('no-price', 'there has been no candle yet', { leg, cycle });
  if (
    wanted.type === 'limit' &&
    wanted.postOnly === true &&
    book.price > 0 &&
    isReached(book.rules, wanted, book.price)
  )
    return postOnlyWouldTake(wanted, book.price);
  if (wanted.reduceOnly) return nothingToReduce(holdingOf(book, wanted), wanted);
  if (book.rules.spot && side === 'sell')
    return wanted.size > book.position ? notHeld(book, wanted.size) : null;
  if (addedLots(book, side, wanted.size) === 0) return null;
  const price = wanted.type === 'limit' ? wanted.price : book.price;
  if (!isBigEnough(book, price, wanted.size))
    return refusal('below-minimum', `${wanted.size} lots at ${price} are below the venue's minimum`, {
      leg,
      cycle,
      lots: wanted.size,
      price,
    });
  return needsFunds ? cannotCarry(book, side, wanted.size, price) : null;
}

function nothingToReduce(held: Holding, { leg, cycle, side }: WantedOrder): Refusal | null {
  if (reduces(held, side)) return null;
  const { position } = held;
  return refusal('nothing-to-reduce', `a reduce-only ${side} finds a position of ${position} lots`, {
    leg,
    cycle,
    positionLots: position,
  });
}

/** A trigger closes "the position"; with two there is no such thing. */
const oneWayOnly = ({ leg, cycle }: WantedOrder): Refusal =>
  refusal('one-way-only', 'a whole-bot trigger needs one-way position mode', { leg, cycle });

function isBigEnough({ rules }: Book, price: number, lots: number): boolean {
  if (lots >= rules.scale.minSize && price * lots * rules.valueNumber > rules.ampleNotional) return true;
  return isLegal(rules.scale, price, lots);
}
