import { type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import {
  opposite,
  type LimitOrder,
  type Liquidity,
  type Side,
} from '../../../../shared/pure/strategy/order.js';
import { moveCash, valueOf } from './account.js';
import { NO_LEVEL_ABOVE, type Book, type Holding } from './book.js';
import type { BookEvent, FilledEvent } from './events.js';
import { feeOf, feeOfSteps, type Fee } from './fees.js';
import { holdingOf, holdingsOf } from './holding.js';
import { liquidationFee, liquidationPrice, refreshLiquidation } from './liquidation.js';
import { cannotCarry } from './margin.js';
import type { BookOrder } from './orders/book-order.js';
import { cancelOrder, cancelWhere, drawCorridor, isCut, reduces, removeOrder } from './orders/resting.js';
import { movePosition } from './position.js';
import { slipped } from './prices.js';

interface Trade {
  readonly owner: string;
  readonly cycle: number;
  readonly leg: string;
  readonly side: Side;
  readonly lots: number;
  readonly price: Price;
  readonly fee: Fee;
  readonly liquidity: Liquidity;
  readonly reason: string;
}

/**
 * An order meets its price. A reduce-only order is cut to the position and ends without one; spot cannot sell what it does
 * not hold; an order that must be affordable is refused as a whole when it is not.
 */
export function fillOrder(
  book: Book,
  order: BookOrder,
  price: Price,
  liquidity: Liquidity,
  reason: string,
  events: BookEvent[],
): void {
  const { side, leg, cycle, size, reduceOnly } = order.wanted as typeof order.wanted & {
    readonly size: Lots;
  };
  const held = holdingOf(book, order.wanted);
  if (reduceOnly && !reduces(held, side)) {
    cancelOrder(book, order, 'nothing-to-reduce', events);
    drawCorridor(book);
    return;
  }
  const lots = reduceOnly ? Math.min(size, Math.abs(held.position)) : size;
  const refused = refusedAtFill(book, order, side, lots, price);
  if (refused !== null) {
    refuseOrder(book, order, refused, reason, events);
    return;
  }
  removeOrder(book, order);
  const fee = feeOf(book.rules, liquidity === 'maker' ? book.rules.maker : book.rules.taker, price, lots);
  trade(book, held, { owner: order.owner, cycle, leg, side, lots, price, fee, liquidity, reason }, events);
}

/** Refused at its turn: the order is gone as a whole. */
export function refuseOrder(
  book: Book,
  order: BookOrder,
  why: Refusal,
  reason: string,
  events: BookEvent[],
): void {
  removeOrder(book, order);
  const { owner, wanted } = order;
  const { cycle, leg } = wanted;
  events.push({ kind: 'rejected', owner, cycle, leg, reason, refusal: why, at: book.now });
  drawCorridor(book);
}

/**
 * Cancels all orders of a position and takes it at its liquidation price, without slippage, also when the price is beyond
 * it. In hedge mode an isolated position goes alone; on cross margin both go, and the one whose price it is pays the fee.
 */
export function liquidate(book: Book, held: Holding, events: BookEvent[]): void {
  const price = liquidationPrice(book, held) as Price;
  const fee = liquidationFee(book, held, price);
  const alone = book.marginMode === 'isolated' && book.short !== null;
  const taken = alone ? [held] : holdingsOf(book).filter(({ position }) => position !== 0);
  for (const one of taken)
    events.push({ kind: 'liquidated', position: nameOf(book, one), size: one.position, price, at: book.now });
  cancelWhere(book, ({ wanted }) => !alone || holdingOf(book, wanted) === held, 'liquidated', events);
  for (const one of taken) takeOver(book, one, price, one === held ? fee : feeOfSteps(book.rules, 0), events);
}

function takeOver(book: Book, held: Holding, price: Price, fee: Fee, events: BookEvent[]): void {
  const { position, owner, cycle } = held;
  const side = position > 0 ? 'sell' : 'buy';
  const lots = Math.abs(position);
  const reason = 'liquidation';
  const leg = book.short === null ? reason : `${reason}-${position > 0 ? 'long' : 'short'}`;
  trade(book, held, { owner, cycle, leg, side, lots, price, fee, liquidity: 'taker', reason }, events);
}

/**
 * A whole-bot trigger acts: every order of its owner is cancelled and, when it closes, the whole position traded at `price`
 * (the trigger's, or the open beyond it) with slippage, like a stop.
 */
export function fireTrigger(book: Book, order: BookOrder, price: Price, events: BookEvent[]): void {
  const { owner, wanted } = order;
  const { cycle, leg, reason } = wanted;
  removeOrder(book, order);
  events.push({ kind: 'triggered', owner, cycle, leg, price, at: book.now });
  cancelWhere(book, (other) => other.owner === owner, 'triggered', events);
  if (wanted.type !== 'trigger' || wanted.action === 'cancel' || book.position === 0) {
    drawCorridor(book);
    return;
  }
  const side = opposite(book.position > 0 ? 'buy' : 'sell');
  const lots = Math.abs(book.position);
  const at = slipped(book.rules, price, side);
  const fee = feeOf(book.rules, book.rules.taker, at, lots);
  trade(book, book, { owner, cycle, leg, side, lots, price: at, fee, liquidity: 'taker', reason }, events);
}

function refusedAtFill(book: Book, order: BookOrder, side: Side, lots: number, price: Price): Refusal | null {
  if (book.rules.spot && side === 'sell' && lots > book.position) return notHeld(book, lots);
  return order.needsFunds && !order.wanted.reduceOnly ? cannotCarry(book, side, lots, price) : null;
}

/** Spot: more would be sold than is there. */
export const notHeld = (book: Book, lots: number): Refusal =>
  refusal('not-held', `sells ${lots} lots, ${book.position} are held`, {
    neededLots: lots,
    heldLots: book.position,
  });

/** A limit that only rests would cross the market, which stands at `marketPrice`. */
export const postOnlyWouldTake = ({ leg, cycle, price }: LimitOrder, marketPrice: number): Refusal =>
  refusal('post-only-would-take', `a post-only order at ${price} would take at ${marketPrice}`, {
    ...{ leg, cycle, price, marketPrice },
  });

function trade(book: Book, held: Holding, trade: Trade, events: BookEvent[]): void {
  const { owner, cycle, leg, side, lots, price, fee, liquidity, reason } = trade;
  const { rules } = book;
  const value: bigint = valueOf(rules, price, lots);
  moveCash(book.account, (side === 'buy' ? -value : value) - fee.amount);
  const before = held.position;
  movePosition(rules, held, side === 'buy' ? lots : -lots, price);
  held.cycle = cycle;
  held.owner = owner;
  book.tradeSeq += 1;
  const tradeId = `${rules.tradePrefix}${book.tradeSeq}`;
  const extremes = { tradeId, high: 0, low: NO_LEVEL_ABOVE };
  // Most candles have one fill; a list that began empty would be given room for many.
  if (book.fills.length === 0) book.fills = [extremes];
  else book.fills.push(extremes);
  events.push({
    kind: 'filled',
    owner,
    pathStep: book.step,
    position: nameOf(book, held),
    fill: {
      tradeId,
      leg,
      cycle,
      side,
      price,
      size: lots as Lots,
      fee: fee.text,
      liquidity,
      reason,
      at: book.now,
      phase: book.phase === 'open' ? 'open' : 'path',
    },
  });
  endWhatIsOver(book, held, before, events);
  refreshLiquidation(book);
}

const nameOf = (book: Book, held: Holding): FilledEvent['position'] =>
  book.short === null ? 'net' : held === book ? 'long' : 'short';

/** A position that is gone, or has turned over, leaves reduce-only orders with nothing to reduce and a cycle that ended. */
function endWhatIsOver(book: Book, held: Holding, before: number, events: BookEvent[]): void {
  const { position, owner, cycle } = held;
  const goesOn = before === 0 || before > 0 === position > 0;
  if (goesOn && position !== 0) return;
  if (book.reduceOnly > 0)
    cancelWhere(
      book,
      ({ wanted }) => isCut(wanted) && holdingOf(book, wanted) === held && !reduces(held, wanted.side),
      'nothing-to-reduce',
      events,
    );
  if (position === 0 && book.market.length > 0)
    cancelWhere(
      book,
      ({ wanted, owner: other }) =>
        wanted.type === 'market' &&
        wanted.cycle === cycle &&
        other === owner &&
        holdingOf(book, wanted) === held,
      'cycle-ended',
      events,
    );
}
