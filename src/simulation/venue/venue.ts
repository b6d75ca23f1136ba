import { coinOf, unitsOfText } from '../../modules/orders/domain/index.js';
import type { Draws } from '../kernel/draws.js';
import type { Faults } from '../process/faults.js';
import type { BookChild, BookOrder, PlaceRequest, VenueSays, VenueTrade } from './book-order.js';
import type { Children } from './children.js';
import { FORGETS_NOTHING, type Forgetting } from './forgetting.js';
import type { VenueProfile } from './profiles.js';
import { closesSlot, Slots, type Slot } from './slots.js';
import { pairOf, SpotAccounts } from './spot/spot-accounts.js';

const UNIT = 10n ** 18n;
/** What stands in the place of a client id on trades that are not ours. */
const BY_HAND = 'by-hand';
/** The same of what the venue does by itself. */
export const BY_VENUE = 'by-venue';
const LOT = UNIT / 1_000n;
/** What contracts are paid in. */
const CASH = 'USDT';
/** Of the value of a trade, in hundred-thousandths. */
const FEES = { maker: 20n, taker: 50n } as const;

/** Whose a trade is, and what it moves. */
type Named = Pick<VenueTrade, 'accountId' | 'symbol' | 'clientOrderId' | 'side' | 'child'> & {
  readonly slot: Slot;
};

/** What whoever watches the venue is told, at once. */
export interface VenueWatcher {
  readonly accepted: (order: BookOrder, request: PlaceRequest) => void;
  /** With what was held before and after it, in the position that it has moved. */
  readonly traded: (trade: VenueTrade, order: BookOrder | null, before: bigint, after: bigint) => void;
  readonly ended: (order: BookOrder) => void;
  /** Another order acts for it from now on, or has ended. */
  readonly acted: (parent: BookOrder, child: BookChild) => void;
}

export interface VenueParts {
  readonly profile: VenueProfile;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly nowMs: () => number;
  readonly watcher: VenueWatcher;
  /** How orders come to be that act for conditional ones; null where those act by themselves. */
  readonly children: Children | null;
}

/**
 * A venue of perpetual contracts, on which some accounts are of spot. It matches against a price that somebody moves, keeps a journal of everything
 * it has accepted and done, and shows what it has as of a moment, which may be some seconds ago. An account may be in hedge mode:
 * there an order says which position it is about, and whether it closes is a matter of its side and of nothing else.
 */
export class Venue {
  readonly orders: BookOrder[] = [];
  readonly trades: VenueTrade[] = [];
  /** For how long it tells of what is over. */
  forgetting: Forgetting = FORGETS_NOTHING;
  private readonly open = new Map<string, BookOrder>();
  private readonly byClient = new Map<string, BookOrder[]>();
  readonly spot: SpotAccounts;
  private readonly slots = new Slots();
  private readonly moved = new Map<string, bigint>();
  private readonly prices = new Map<string, bigint>();
  private readonly ticks = new Map<string, bigint>();
  /** By how much its clock is ahead of the one of everybody else. */
  private readonly clockOffMs: number;

  constructor(private readonly parts: VenueParts) {
    const { clockOffMs } = parts.profile;
    this.clockOffMs = parts.draws.whole('venue clock', -clockOffMs, clockOffMs);
    this.spot = new SpotAccounts(parts.nowMs);
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
    if ((order.positionSide !== undefined) !== this.slots.isHedged(accountId))
      return said('rejected', 'position-mode');
    const refused = this.spot.has(accountId)
      ? this.spot.refuses(request, this.priceOf(symbol), this.open.values())
      : null;
    if (refused !== null) return said('rejected', refused);
    const wanted = 'size' in order ? unitsOfText(order.size) : 0n;
    const reducible = this.reducible(accountId, symbol, order);
    if (this.cuts(accountId, order) && order.type !== 'trigger' && order.type !== 'stop-market') {
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

  /** The account holds a long and a short position of each symbol from here on. */
  hedge(accountId: string): void {
    this.slots.hedge(accountId);
  }

  isHedged(accountId: string): boolean {
    return this.slots.isHedged(accountId);
  }

  /**
   * Somebody trades on the account by hand. In hedge mode they open with it, unless they say that they close; nobody closes more
   * than is held there.
   */
  tradeByHand(accountId: string, symbol: string, side: 'buy' | 'sell', size: bigint, closes = false): void {
    const slot = this.slotFor(accountId, side, closes);
    const held = magnitude(this.held(accountId, symbol, slot));
    const most = slot !== 'net' && closes && held < size ? held : size;
    if (most === 0n || (side === 'sell' && this.lacks(accountId, symbol, size))) return;
    const named = { accountId, symbol, clientOrderId: BY_HAND, side, slot };
    this.execute(null, named, most, this.priceOf(symbol), false);
  }

  /** Takes a position at its price, and cancels what rests beside it. */
  liquidate(accountId: string, symbol: string, slot: Slot = 'net'): void {
    for (const order of [...this.open.values()])
      if (order.accountId === accountId && order.symbol === symbol)
        this.finish(order, 'cancelled', 'liquidation');
    const held = this.held(accountId, symbol, slot);
    const side = held > 0n ? 'sell' : 'buy';
    const named = { accountId, symbol, clientOrderId: BY_VENUE, side, slot } as const;
    this.execute(null, named, magnitude(held), this.priceOf(symbol), false);
  }

  /** Takes a part of a position at its price, in whole lots; what rests beside it goes on resting. */
  deleverage(accountId: string, symbol: string, slot: Slot, size: bigint): void {
    const side = this.held(accountId, symbol, slot) > 0n ? 'sell' : 'buy';
    const named = { accountId, symbol, clientOrderId: BY_VENUE, side, slot } as const;
    this.execute(null, named, size, this.priceOf(symbol), false);
  }

  /** A trade that nobody can see any more, though what it has made is still held. */
  tradeBefore(accountId: string, symbol: string, side: 'buy' | 'sell', size: bigint): void {
    if (this.spot.has(accountId)) {
      this.spot.deposit(accountId, coinOf(symbol), size);
      return;
    }
    const slot = this.slotFor(accountId, side, false);
    this.hold({ accountId, symbol, clientOrderId: BY_HAND, side, slot }, size, this.priceOf(symbol), false);
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
    // A coin costs what its contract does.
    if (this.spot.any && pairOf(symbol) !== symbol) this.setPrice(pairOf(symbol), price);
  }

  priceOf(symbol: string): bigint {
    return this.prices.get(symbol) ?? 100n * UNIT;
  }

  /** Signed size that is held now, both positions of hedge mode together. */
  position(accountId: string, symbol: string): bigint {
    return this.slots.sum(accountId, symbol);
  }

  /** Size of the short position of hedge mode, which `position` counts as negative; 0 in one-way mode. */
  short(accountId: string, symbol: string): bigint {
    return this.slots.short(accountId, symbol);
  }

  /** Signed size of one position now. */
  held(accountId: string, symbol: string, slot: Slot): bigint {
    return this.slots.held(accountId, symbol, slot);
  }

  /** Whether an order may only make a position smaller. In hedge mode the flag says nothing: its side and its position do. */
  reduces(accountId: string, { side, positionSide, reduceOnly }: BookOrder['order']): boolean {
    if (positionSide === undefined || !this.slots.isHedged(accountId)) return reduceOnly;
    return closesSlot(positionSide, side);
  }

  /** The same as what it trades of the pair of a symbol: contracts, or on spot the coin itself. */
  symbolOf(accountId: string, symbol: string): string {
    return this.spot.has(accountId) ? pairOf(symbol) : symbol;
  }

  /** The positions that an account has of each symbol. */
  slotsOf(accountId: string): readonly Slot[] {
    return this.slots.of(accountId);
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

  positionAt(accountId: string, symbol: string, asOfMs: number, slot: Slot = 'net'): bigint {
    let size = 0n;
    for (const trade of this.trades)
      if (trade.accountId === accountId && trade.symbol === symbol && trade.atMs <= asOfMs)
        if (slot === 'net' || trade.position === slot) size += trade.moved;
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
      const { children } = this.parts;
      if (type === 'stop-market' && children !== null) {
        order.child = null;
        this.finish(order, 'triggered', null);
        children.triggered(order);
      } else if (this.lacksMargin()) this.finish(order, 'cancelled', 'insufficient-margin');
      else if (order.order.type === 'trigger') this.trigger(order);
      else this.fill(order, order.size - order.filled, price, false, true);
    }
  }

  /** An order acts for one that has triggered: at the market, in one piece or in two, for what there is to take. */
  bear(parent: BookOrder, venueOrderId: string): void {
    const { profile, nowMs, watcher, faults } = this.parts;
    const { accountId, symbol, clientOrderId, order } = parent;
    const child: BookChild = {
      ...{ venueOrderId, named: profile.namesChildren, bornAtMs: nowMs(), end: null },
    };
    parent.child = child;
    watcher.acted(parent, child);
    const { side, positionSide: slot = 'net' } = order;
    const named = { accountId, symbol, clientOrderId, side, slot, child } as const;
    const lacks = this.lacksMargin();
    let left = lacks ? 0n : this.reducible(accountId, symbol, order);
    if (left > parent.size) left = parent.size;
    const first = left > 0n && faults.strikes('partial-fills', 'venue.child') ? part(left) : left;
    for (const size of [first, left - first])
      if (size > 0n) {
        parent.filled += size;
        this.execute(parent, named, size, this.priceOf(symbol), false);
      }
    const filled = parent.filled >= parent.size;
    const code = filled ? null : lacks ? 'insufficient-margin' : 'nothing-to-reduce';
    child.end = { status: filled ? 'filled' : 'cancelled', code, atMs: nowMs() };
    watcher.acted(parent, child);
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
    const { clientOrderId } = order;
    const named = { accountId, symbol, clientOrderId, side, slot: 'net' } as const;
    this.execute(order, named, magnitude(held), this.priceOf(symbol), false);
  }

  private fill(order: BookOrder, wanted: bigint, price: bigint, maker: boolean, all: boolean): void {
    const { accountId, symbol, order: wire } = order;
    const reduces = this.cuts(accountId, wire);
    const most = reduces ? this.reducible(accountId, symbol, wire) : wanted;
    const size = wanted > most ? most : wanted;
    if (size > 0n) {
      order.filled += size;
      const { clientOrderId } = order;
      const { side, positionSide: slot = 'net' } = wire;
      const named = { accountId, symbol, clientOrderId, side, slot } as const;
      this.execute(order, named, size, price, maker);
    }
    if (order.filled >= order.size) this.finish(order, 'filled', null);
    else if (all || (reduces && size < wanted)) this.finish(order, 'cancelled', 'nothing-to-reduce');
  }

  private execute(order: BookOrder | null, named: Named, size: bigint, price: bigint, maker: boolean): void {
    const { accountId, symbol, slot } = named;
    const before = this.held(accountId, symbol, slot);
    const trade = this.hold(named, size, price, maker);
    this.parts.watcher.traded(trade, order, before, this.held(accountId, symbol, slot));
  }

  /** A trade in the journal, with what is held after it. */
  private hold(
    { accountId, symbol, clientOrderId, side, slot, child }: Named,
    size: bigint,
    price: bigint,
    maker: boolean,
  ): VenueTrade {
    const { fee, feeCurrency, moved } = this.spot.has(accountId)
      ? this.spot.settle({ accountId, symbol, side, size, price }, maker)
      : ofContracts(side, size, price, maker);
    this.slots.move(accountId, symbol, slot, moved);
    const paid = (side === 'buy' ? size : 0n - size) * price;
    const inCash = feeCurrency === CASH ? fee : 0n;
    this.moved.set(accountId, this.cashMoved(accountId) - paid / UNIT - inCash);
    const trade: VenueTrade = {
      ...{ accountId, symbol, clientOrderId, side, size, price, fee, feeCurrency, moved, maker },
      ...(slot !== 'net' && { position: slot }),
      ...(child !== undefined && { child }),
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

  /** Whether an order is cut to what is held: spot has no such orders, and does not look at the flag. */
  private cuts(accountId: string, order: BookOrder['order']): boolean {
    return !this.spot.has(accountId) && this.reduces(accountId, order);
  }

  /** Whether somebody who sells by hand does not have the coins. */
  private lacks(accountId: string, symbol: string, size: bigint): boolean {
    return this.spot.has(accountId) && this.spot.free(accountId, coinOf(symbol), this.open.values()) < size;
  }

  /** How much an order could take off what is held. */
  private reducible(accountId: string, symbol: string, { side, positionSide }: BookOrder['order']): bigint {
    const held = this.held(accountId, symbol, positionSide ?? 'net');
    if (side === 'sell') return held > 0n ? held : 0n;
    return held < 0n ? 0n - held : 0n;
  }

  /** The position that a trade without an order is about. */
  private slotFor(accountId: string, side: 'buy' | 'sell', closes: boolean): Slot {
    if (!this.slots.isHedged(accountId)) return 'net';
    return (side === 'buy') === closes ? 'short' : 'long';
  }
}

/** What a trade of contracts costs and moves. */
const ofContracts = (
  side: 'buy' | 'sell',
  size: bigint,
  price: bigint,
  maker: boolean,
): { readonly fee: bigint; readonly feeCurrency: string; readonly moved: bigint } => ({
  fee: (size * price * FEES[maker ? 'maker' : 'taker']) / (UNIT * 100_000n),
  feeCurrency: CASH,
  moved: side === 'buy' ? size : 0n - size,
});

const magnitude = (units: bigint): bigint => (units < 0n ? 0n - units : units);

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
