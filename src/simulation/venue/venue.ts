import { unitsOfText } from '../../modules/orders/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Faults } from '../process/faults.js';
import type { BookOrder, PlaceRequest, VenueSays, VenueTrade } from './book-order.js';
import type { VenueProfile } from './profiles.js';

const UNIT = 10n ** 18n;
/** What stands in the place of a client id on trades that are not ours. */
const BY_HAND = 'by-hand';
/** The same of what the venue does by itself. */
export const BY_VENUE = 'by-venue';
const LOT = UNIT / 1_000n;
/** Of the value of a trade, in hundred-thousandths. */
const FEES = { maker: 20n, taker: 50n } as const;

/** What whoever watches the venue is told, at once. */
export interface VenueWatcher {
  readonly accepted: (order: BookOrder, request: PlaceRequest) => void;
  readonly traded: (trade: VenueTrade, order: BookOrder | null, before: bigint, after: bigint) => void;
  readonly ended: (order: BookOrder) => void;
}

export interface VenueParts {
  readonly profile: VenueProfile;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly nowMs: () => number;
  readonly watcher: VenueWatcher;
}

/**
 * A venue of perpetual contracts in one-way mode. It matches against a price that somebody moves, keeps a journal of everything
 * it has accepted and done, and shows what it has as of a moment, which may be some seconds ago.
 */
export class Venue {
  readonly orders: BookOrder[] = [];
  readonly trades: VenueTrade[] = [];
  private readonly open = new Map<string, BookOrder>();
  private readonly byClient = new Map<string, BookOrder[]>();
  private readonly positions = new Map<string, bigint>();
  private readonly moved = new Map<string, bigint>();
  private readonly prices = new Map<string, bigint>();
  private readonly ticks = new Map<string, bigint>();
  /** By how much its clock is ahead of the one of everybody else. */
  private readonly clockOffMs: number;

  constructor(private readonly parts: VenueParts) {
    const { clockOffMs } = parts.profile;
    this.clockOffMs = parts.draws.whole('venue clock', -clockOffMs, clockOffMs);
  }

  /** A request to place has arrived. */
  place(request: PlaceRequest): VenueSays {
    const { profile, faults, nowMs } = this.parts;
    const { accountId, symbol, clientOrderId, order, owner, deadlineMs, replaces } = request;
    const name = `${accountId} ${clientOrderId}`;
    if (deadlineMs !== null && nowMs() + this.clockOffMs > deadlineMs)
      return said('rejected', profile.namesDeadline ? 'deadline-passed' : 'request-expired');
    if (this.open.has(name)) return said('duplicate', profile.namesDuplicate ? null : 'invalid-order');
    if (faults.strikes('reject-at-ack', 'venue.place')) return said('rejected', 'insufficient-margin');
    const wanted = 'size' in order ? unitsOfText(order.size) : 0n;
    const reducible = this.reducible(accountId, symbol, order.side);
    if (order.reduceOnly && order.type !== 'trigger' && order.type !== 'stop-market') {
      if (reducible === 0n) return said('rejected', 'nothing-to-reduce');
      if (profile.oversizedReduce === 'refused' && wanted > reducible)
        return said('rejected', 'nothing-to-reduce');
    }
    if (order.type === 'limit' && order.postOnly === true && this.crosses(symbol, order.side, order.price))
      return said('rejected', 'post-only-would-take');
    if (this.isBetweenTicks(symbol, 'price' in order ? order.price : null))
      return said('rejected', 'invalid-price');
    const placed: BookOrder = {
      ...{ accountId, symbol, clientOrderId, order, owner, size: wanted },
      venueOrderId: `v${this.orders.length + 1}`,
      price: 'price' in order && order.price !== null ? unitsOfText(order.price) : null,
      acceptedAtMs: nowMs(),
      filled: 0n,
      end: null,
    };
    this.orders.push(placed);
    this.open.set(name, placed);
    this.byClient.set(name, [...(this.byClient.get(name) ?? []), placed]);
    this.parts.watcher.accepted(placed, request);
    if (replaces !== null) this.cancelOpen(accountId, replaces, 'replaced');
    if (faults.strikes('reject-after-ack', 'venue.place')) this.finish(placed, 'rejected', 'risk-engine');
    else this.match(placed);
    return said('accepted', null, placed.venueOrderId);
  }

  /** A request to cancel has arrived. */
  cancel(accountId: string, clientOrderId: string): VenueSays {
    return this.cancelOpen(accountId, clientOrderId, 'asked')
      ? said('cancelled', null)
      : said('not-found', null);
  }

  /** Somebody trades on the account by hand, or the venue does. */
  tradeByHand(accountId: string, symbol: string, side: 'buy' | 'sell', size: bigint): void {
    this.execute(
      null,
      { accountId, symbol, clientOrderId: BY_HAND, side },
      size,
      this.priceOf(symbol),
      false,
    );
  }

  /** Closes a position at its price, and cancels what rests beside it. */
  liquidate(accountId: string, symbol: string): void {
    const held = this.position(accountId, symbol);
    for (const order of [...this.open.values()])
      if (order.accountId === accountId && order.symbol === symbol)
        this.finish(order, 'cancelled', 'liquidation');
    const side = held > 0n ? 'sell' : 'buy';
    const named = { accountId, symbol, clientOrderId: BY_VENUE, side } as const;
    this.execute(null, named, held > 0n ? held : 0n - held, this.priceOf(symbol), false);
  }

  /** A trade that nobody can see any more, though what it has made is still held. */
  tradeBefore(accountId: string, symbol: string, side: 'buy' | 'sell', size: bigint): void {
    this.hold({ accountId, symbol, clientOrderId: BY_HAND, side }, size, this.priceOf(symbol), false);
  }

  /** The prices of orders come in other steps from now on. */
  changeTick(symbol: string, tick: bigint, cancels: boolean): void {
    this.ticks.set(symbol, tick);
    for (const order of cancels ? [...this.open.values()] : [])
      if (order.symbol === symbol && order.price !== null && order.price % tick !== 0n)
        this.finish(order, 'cancelled', 'tick-changed');
  }

  tickOf(symbol: string): bigint {
    return this.ticks.get(symbol) ?? UNIT / 100n;
  }

  wasTradedByHand(accountId: string, symbol: string): boolean {
    return this.trades.some(
      (trade) => trade.clientOrderId === BY_HAND && trade.accountId === accountId && trade.symbol === symbol,
    );
  }

  setPrice(symbol: string, price: bigint): void {
    this.prices.set(symbol, price);
    for (const order of [...this.open.values()])
      if (order.symbol === symbol && order.end === null) this.match(order);
  }

  priceOf(symbol: string): bigint {
    return this.prices.get(symbol) ?? 100n * UNIT;
  }

  /** Signed size that is held now. */
  position(accountId: string, symbol: string): bigint {
    return this.positions.get(`${accountId} ${symbol}`) ?? 0n;
  }

  /** What the cash of an account has gained since the start: what it sold for, less what it bought for and all fees. */
  cashMoved(accountId: string): bigint {
    return this.moved.get(accountId) ?? 0n;
  }

  get openOrders(): readonly BookOrder[] {
    return [...this.open.values()];
  }

  /** The newest order under a client id as it was at `asOfMs`; undefined when it was not there then. */
  known(accountId: string, clientOrderId: string, asOfMs: number): BookOrder | undefined {
    return (this.byClient.get(`${accountId} ${clientOrderId}`) ?? []).findLast(
      ({ acceptedAtMs }) => acceptedAtMs <= asOfMs,
    );
  }

  openAt(accountId: string, asOfMs: number): readonly BookOrder[] {
    return this.orders.filter(
      (order) =>
        order.accountId === accountId &&
        order.acceptedAtMs <= asOfMs &&
        (order.end === null || order.end.atMs > asOfMs),
    );
  }

  positionAt(accountId: string, symbol: string, asOfMs: number): bigint {
    let size = 0n;
    for (const trade of this.trades)
      if (trade.accountId === accountId && trade.symbol === symbol && trade.atMs <= asOfMs)
        size += trade.side === 'buy' ? trade.size : 0n - trade.size;
    return size;
  }

  private match(order: BookOrder): void {
    const price = this.priceOf(order.symbol);
    const { type, side } = order.order;
    if (type === 'market') this.fill(order, order.size - order.filled, price, false, true);
    else if (type === 'limit') {
      const { timeInForce } = order.order;
      const crosses = side === 'buy' ? price <= order.price! : price >= order.price!;
      if (!crosses) {
        if (timeInForce !== undefined) this.finish(order, 'expired', 'not-filled-at-once');
        return;
      }
      const left = order.size - order.filled;
      const whole = timeInForce === 'fok' || !this.parts.faults.strikes('partial-fills', 'venue.match');
      this.fill(
        order,
        whole ? left : part(left),
        order.price!,
        order.acceptedAtMs !== this.parts.nowMs(),
        false,
      );
      if (timeInForce !== undefined && order.end === null)
        this.finish(order, 'expired', 'not-filled-at-once');
    } else if (order.price !== null && this.triggered(order, price)) {
      if (this.lacksMargin()) this.finish(order, 'cancelled', 'insufficient-margin');
      else if (order.order.type === 'trigger') this.trigger(order);
      else this.fill(order, order.size - order.filled, price, false, true);
    }
  }

  /** Where the steps of prices have never changed nobody need look. */
  private isBetweenTicks(symbol: string, price: string | null): boolean {
    const tick = this.ticks.get(symbol);
    return tick !== undefined && price !== null && unitsOfText(price) % tick !== 0n;
  }

  private crosses(symbol: string, side: 'buy' | 'sell', limit: string): boolean {
    const price = this.priceOf(symbol);
    return side === 'buy' ? price <= unitsOfText(limit) : price >= unitsOfText(limit);
  }

  private lacksMargin(): boolean {
    const { profile, faults } = this.parts;
    return profile.triggersWithoutMargin && faults.strikes('trigger-without-margin', 'venue.match');
  }

  private triggered({ order, price }: BookOrder, now: bigint): boolean {
    if (order.type === 'trigger') return order.direction === 'below' ? now <= price! : now >= price!;
    return order.side === 'sell' ? now <= price! : now >= price!;
  }

  /** A whole-bot trigger: the orders of its owner go, and what is held is closed. */
  private trigger(order: BookOrder): void {
    const { accountId, symbol, owner } = order;
    this.finish(order, 'triggered', null);
    for (const other of [...this.open.values()])
      if (other.accountId === accountId && other.symbol === symbol && other.owner === owner)
        this.finish(other, 'cancelled', 'triggered');
    if (order.order.type !== 'trigger' || order.order.action !== 'close') return;
    const held = this.position(accountId, symbol);
    if (held === 0n) return;
    const side = held > 0n ? 'sell' : 'buy';
    this.execute(order, { ...order, side }, held > 0n ? held : 0n - held, this.priceOf(symbol), false);
  }

  private fill(order: BookOrder, wanted: bigint, price: bigint, maker: boolean, all: boolean): void {
    const { accountId, symbol, order: wire } = order;
    const most = wire.reduceOnly ? this.reducible(accountId, symbol, wire.side) : wanted;
    const size = wanted > most ? most : wanted;
    if (size > 0n) {
      order.filled += size;
      this.execute(
        order,
        { accountId, symbol, clientOrderId: order.clientOrderId, side: wire.side },
        size,
        price,
        maker,
      );
    }
    if (order.filled >= order.size) this.finish(order, 'filled', null);
    else if (all || (wire.reduceOnly && size < wanted)) this.finish(order, 'cancelled', 'nothing-to-reduce');
  }

  private execute(
    order: BookOrder | null,
    named: Pick<VenueTrade, 'accountId' | 'symbol' | 'clientOrderId' | 'side'>,
    size: bigint,
    price: bigint,
    maker: boolean,
  ): void {
    const before = this.position(named.accountId, named.symbol);
    const trade = this.hold(named, size, price, maker);
    this.parts.watcher.traded(trade, order, before, this.position(named.accountId, named.symbol));
  }

  /** A trade in the journal, with what is held after it. */
  private hold(
    {
      accountId,
      symbol,
      clientOrderId,
      side,
    }: Pick<VenueTrade, 'accountId' | 'symbol' | 'clientOrderId' | 'side'>,
    size: bigint,
    price: bigint,
    maker: boolean,
  ): VenueTrade {
    const after = this.position(accountId, symbol) + (side === 'buy' ? size : 0n - size);
    this.positions.set(`${accountId} ${symbol}`, after);
    const fee = (size * price * FEES[maker ? 'maker' : 'taker']) / (UNIT * 100_000n);
    const paid = (side === 'buy' ? size : 0n - size) * price;
    this.moved.set(accountId, this.cashMoved(accountId) - paid / UNIT - fee);
    const trade: VenueTrade = {
      ...{ accountId, symbol, clientOrderId, side, size, price, fee, maker },
      tradeId: `t${this.trades.length + 1}`,
      atMs: this.parts.nowMs(),
    };
    this.trades.push(trade);
    return trade;
  }

  private cancelOpen(accountId: string, clientOrderId: string, code: string): boolean {
    const order = this.open.get(`${accountId} ${clientOrderId}`);
    if (order === undefined) return false;
    this.finish(order, 'cancelled', code);
    return true;
  }

  private finish(
    order: BookOrder,
    status: NonNullable<BookOrder['end']>['status'],
    code: string | null,
  ): void {
    order.end = { status, code, atMs: this.parts.nowMs() };
    this.open.delete(`${order.accountId} ${order.clientOrderId}`);
    this.parts.watcher.ended(order);
  }

  /** How much an order of this side could take off what is held. */
  private reducible(accountId: string, symbol: string, side: 'buy' | 'sell'): bigint {
    const held = this.position(accountId, symbol);
    if (side === 'sell') return held > 0n ? held : 0n;
    return held < 0n ? 0n - held : 0n;
  }
}

/** About a third, in whole lots. */
const part = (size: bigint): bigint => {
  const third = (size / 3n / LOT) * LOT;
  return third === 0n ? size : third;
};

const said = (
  outcome: VenueSays['outcome'],
  code: string | null,
  venueOrderId: string | null = null,
): VenueSays => ({
  ...{ outcome, code, venueOrderId },
});
