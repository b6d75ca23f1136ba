import type { MaintenanceTier } from '../../../../../shared/pure/market/instrument.js';
import { snapRatio, tickAt, type MarketScale } from '../../../../../shared/pure/market/scale.js';
import { divide, unitsOf } from '../../../../../shared/pure/numbers/decimal.js';
import type { Fill, Side, WantedOrder } from '../../../../../shared/pure/strategy/order.js';
import type { Phase } from '../book.js';
import type { PathCandle } from '../candle.js';
import type { BookTerms } from '../terms.js';

interface NaiveOrder {
  readonly wanted: WantedOrder;
  readonly age: number;
  readonly activeFrom: number;
  readonly bornOnPath: boolean;
  extreme: bigint;
}

/** The one position of one-way mode, or one of the two of hedge mode. */
interface NaivePosition {
  lots: bigint;
  /** Units of 10^-12. */
  average: bigint;
  cycle: number;
}

interface NaiveTier {
  readonly lots: bigint;
  readonly rate: bigint;
  readonly amount: bigint;
}

/** An order that a leg meets, or the liquidation of a position. */
interface Meeting {
  readonly meets: NaiveOrder | NaivePosition;
  readonly price: bigint;
  readonly rank: number;
  readonly age: number;
}

/** What the naive venue and the book must agree on. */
export type NaiveFill = Omit<Fill, 'tradeId' | 'at' | 'leg' | 'cycle'>;

const E18 = 10n ** 18n;
const E30 = 10n ** 30n;

/**
 * The rules of the paper venue once more, written to be read and not to be fast: one unsorted list of orders, searched from
 * end to end for every question, every number an exact fraction of large integers, nothing kept that can be computed.
 */
export class NaiveVenue {
  orders: NaiveOrder[] = [];
  /** One in one-way mode, the long and the short one in hedge mode. */
  readonly positions: readonly NaivePosition[];
  /** Units of 10^-18. */
  cash: bigint;
  private candle = 0;
  private age = 0;
  private turn: 'resting' | 'market' = 'resting';
  private after: { tradeId: string; points: bigint[] }[] = [];
  private trades = 0;
  private readonly scale: MarketScale;

  constructor(
    private readonly terms: BookTerms,
    cash: string,
  ) {
    this.scale = terms.scale;
    this.cash = unitsOf(cash, 18);
    this.positions = (terms.positionMode === 'hedge' ? ['long', 'short'] : ['net']).map(() => ({
      lots: 0n,
      average: 0n,
      cycle: 0,
    }));
  }

  /** Signed lots of all positions together. */
  get net(): bigint {
    return this.positions.reduce((sum, { lots }) => sum + lots, 0n);
  }

  place(wanted: WantedOrder, replaces: string | null, phase: Phase): void {
    let extreme = 0n;
    if (wanted.type === 'stop-market' && wanted.trail !== null) {
      const { armedBy } = wanted.trail;
      const seen = [
        BigInt(wanted.trail.extreme),
        ...this.after.filter((fill) => fill.tradeId === armedBy).flatMap((fill) => fill.points),
        ...this.orders
          .filter(
            (order) =>
              order.wanted.type === 'stop-market' &&
              order.wanted.side === wanted.side &&
              order.wanted.trail?.armedBy === armedBy,
          )
          .map((order) => order.extreme),
      ];
      extreme = seen.reduce((a, b) => (a > b === (wanted.side === 'sell') ? a : b));
    }
    this.orders = this.orders.filter(
      (order) => order.wanted.leg !== replaces || order.wanted.cycle !== wanted.cycle,
    );
    this.age += 1;
    const activeFrom = phase === 'open' ? this.candle : this.candle + 1;
    this.orders.push({ wanted, age: this.age, activeFrom, bornOnPath: phase === 'path', extreme });
  }

  cancel(leg: string, cycle: number): void {
    this.orders = this.orders.filter(({ wanted }) => wanted.leg !== leg || wanted.cycle !== cycle);
  }

  begin(): void {
    this.candle += 1;
    this.turn = 'resting';
    this.after = [];
  }

  /** One happening at the open: its fills (none when the order was refused), or null when there is nothing left. */
  openStep(candle: PathCandle): readonly NaiveFill[] | null {
    const open = BigInt(candle.open);
    for (const held of this.positions) {
      const liquidation = this.liquidationPrice(held);
      if (liquidation !== null && (held.lots > 0n ? open <= liquidation : open >= liquidation))
        return this.liquidate(held, liquidation, 'open');
    }
    const order = this.nextAtOpen(open);
    if (order === null) return null;
    const { wanted } = order;
    if (wanted.type === 'trigger') return this.trigger(order, open, 'open');
    if (wanted.type !== 'limit')
      return this.execute(order, this.slip(open, wanted.side), 'taker', this.reasonOf(order), 'open');
    const limit = BigInt(wanted.price);
    const isNew = order.activeFrom === this.candle;
    const takes = takesOrGoes(wanted);
    if (takes && !this.isReached(order, open)) return this.drop(order);
    if (wanted.postOnly === true && isNew && !order.bornOnPath) return this.drop(order);
    if (isNew && order.bornOnPath && !takes)
      return this.execute(order, limit, 'maker', wanted.reason, 'open');
    const rounded = this.snap(open, 1n, wanted.side === 'buy');
    const better = rounded < limit === (wanted.side === 'buy') ? rounded : limit;
    return this.execute(order, better, isNew ? 'taker' : 'maker', wanted.reason, 'open');
  }

  path(candle: PathCandle): readonly NaiveFill[] {
    const { open, high, low, close } = candle;
    const lowFirst = this.net > 0n || (this.net === 0n && close >= open);
    const points = [open, ...(lowFirst ? [low, high] : [high, low]), close].map(BigInt);
    const fills: NaiveFill[] = [];
    this.reach(points[0]!);
    for (let index = 1; index <= 3; index += 1) {
      for (;;) {
        const happened = this.nextOnLeg(points[index - 1]!, points[index]!);
        if (happened === null) break;
        fills.push(...happened);
      }
      this.reach(points[index]!);
    }
    return fills;
  }

  /** The tighter of a stop's fixed price and its trailing level. */
  priceOf(order: NaiveOrder): bigint {
    const { wanted } = order;
    if (wanted.type === 'market') return 0n;
    if (wanted.type !== 'stop-market' || wanted.trail === null) return BigInt(wanted.price!);
    const { offset } = wanted.trail;
    const long = wanted.side === 'sell';
    let level: bigint;
    if (offset.unit === 'distance') {
      const moved = order.extreme + (long ? -BigInt(offset.value) : BigInt(offset.value));
      level = moved <= 0n ? 0n : this.snap(moved, 1n, !long);
    } else {
      const percent = unitsOf(offset.value, 8);
      const factor = 10n ** 10n + (long ? -percent : percent);
      level = factor <= 0n ? 0n : this.snap(order.extreme * factor, 10n ** 10n, !long);
    }
    if (wanted.price === null) return level;
    const fixed = BigInt(wanted.price);
    return fixed > level === long ? fixed : level;
  }

  /** Null when no price liquidates this position; on cross margin in hedge mode, when it gains towards that price. */
  liquidationPrice({ lots, average }: NaivePosition): bigint | null {
    const { instrument } = this.scale;
    if (lots === 0n || instrument.kind === 'spot') return null;
    const long = lots > 0n;
    const own = this.tier({ lots, average });
    const found = this.priceWith(lots, average, this.terms.marginMode === 'isolated' ? [own] : this.tiers());
    if (found === null || found[0] <= 0n)
      return found === null || long ? null : BigInt(this.scale.bands[0]!.tick);
    const price = this.snap(found[0], found[1], !long);
    return price === 0n ? null : price;
  }

  /** Tiers of the positions that are held: lots, rate in 10^-18, amount in 10^-18 quote. */
  private tiers(): readonly NaiveTier[] {
    return this.positions.filter(({ lots }) => lots !== 0n).map((held) => this.tier(held));
  }

  private tier({ lots, average }: Pick<NaivePosition, 'lots' | 'average'>): NaiveTier {
    const all = lots < 0n ? -lots : lots;
    const { maintenanceTiers, maintenanceRate } = this.scale.instrument;
    const flat: MaintenanceTier = { notionalFloor: '0', maintenanceRate: maintenanceRate!, maxLeverage: 1 };
    const cost = all * average * BigInt(this.scale.lotUnits) * 10n ** BigInt(18 - this.scale.lotDecimals);
    const tier = (maintenanceTiers ?? [flat]).findLast(
      ({ notionalFloor }) => cost >= unitsOf(notionalFloor, 30),
    )!;
    return {
      lots: all,
      rate: unitsOf(tier.maintenanceRate, 18),
      amount: unitsOf(tier.maintenanceAmount ?? '0', 18),
    };
  }

  /** Equity = maintenance margin, as a fraction of price units; what is kept back is never below zero. */
  private priceWith(lots: bigint, average: bigint, tiers: readonly NaiveTier[]): [bigint, bigint] | null {
    const long = lots > 0n;
    const isolated = this.terms.marginMode === 'isolated';
    const leverage = BigInt(this.terms.leverage);
    const unit = 10n ** BigInt(this.scale.priceDecimals);
    const kept = tiers.reduce((sum, tier) => sum + tier.lots * tier.rate, 0n);
    const amount = tiers.reduce((sum, tier) => sum + tier.amount, 0n);
    const { valueFactor } = this.scale;
    // Cash of an isolated position, times leverage x 10^12: its margin, less what it was bought for.
    const spent = lots * average * unit * valueFactor;
    const margin = (long ? spent : -spent) - spent * leverage;
    const cash = isolated ? margin : this.cash * 10n ** 12n * leverage;
    const net = isolated ? lots : this.net;
    const towards = (net * E18 - kept) * valueFactor * 10n ** 12n * leverage;
    if (towards > 0n !== long || towards === 0n) return null;
    const own = cash + amount * 10n ** 12n * leverage;
    const [numerator, denominator] = long ? [-own * E18, towards] : [own * E18, -towards];
    if (amount > 0n && numerator * kept * valueFactor < amount * E18 * denominator)
      return this.priceWith(lots, average, []);
    return [numerator, denominator];
  }

  private nextAtOpen(open: bigint): NaiveOrder | null {
    if (this.turn === 'resting') {
      const resting = this.restingAtOpen(open);
      if (resting !== null) return resting;
      this.turn = 'market';
    }
    const market = this.orders.filter(({ wanted }) => takesOrGoes(wanted)).sort((a, b) => a.age - b.age)[0];
    if (market !== undefined) return market;
    this.turn = 'resting';
    return this.restingAtOpen(open);
  }

  private restingAtOpen(open: bigint): NaiveOrder | null {
    const reached = this.orders.filter((order) => {
      const { wanted } = order;
      if (takesOrGoes(wanted) || order.activeFrom > this.candle) return false;
      return this.isReached(order, open);
    });
    const rank = ({ wanted }: NaiveOrder) => (wanted.type === 'limit' ? 2 : 0) + (isBuy(wanted) ? 0 : 1);
    reached.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        Number(this.priceOf(a) - this.priceOf(b)) * (isBuy(a.wanted) ? -1 : 1) ||
        a.age - b.age,
    );
    return reached[0] ?? null;
  }

  private nextOnLeg(from: bigint, end: bigint): readonly NaiveFill[] | null {
    if (from === end) return null;
    const falling = end < from;
    const kinds = ['stop-market', 'trigger'];
    const met: Meeting[] = this.orders
      .filter((order) => !takesOrGoes(order.wanted) && order.activeFrom <= this.candle)
      .filter((order) => waitsBelow(order.wanted) === falling)
      .filter((order) => (falling ? this.reachOf(order) >= end : this.reachOf(order) <= end))
      .map((order) => ({
        meets: order,
        price: this.priceOf(order),
        rank: kinds.includes(order.wanted.type) ? 0 : 2,
        age: order.age,
      }));
    for (const held of this.positions) {
      const liquidation = this.liquidationPrice(held);
      if (liquidation === null || held.lots > 0n !== falling) continue;
      if (falling ? liquidation >= end : liquidation <= end)
        met.push({ meets: held, price: liquidation, rank: 1, age: 0 });
    }
    met.sort((a, b) => Number(a.price - b.price) * (falling ? -1 : 1) || a.rank - b.rank || a.age - b.age);
    const next = met[0];
    if (next === undefined) return null;
    const { meets, price } = next;
    if ('lots' in meets) return this.liquidate(meets, price, 'path');
    const { wanted } = meets;
    if (wanted.type === 'trigger') return this.trigger(meets, price, 'path');
    if (wanted.type === 'limit') return this.execute(meets, price, 'maker', wanted.reason, 'path');
    return this.execute(meets, this.slip(price, wanted.side), 'taker', this.reasonOf(meets), 'path');
  }

  /** In hedge mode what opens acts on the position of its own side, what reduces on the other. */
  private heldBy({ side, reduceOnly }: WantedOrder): NaivePosition {
    const [first, second] = this.positions;
    if (second === undefined || (side === 'buy' && !reduceOnly) || (side === 'sell' && reduceOnly))
      return first!;
    return second;
  }

  private reach(point: bigint): void {
    for (const order of this.orders) {
      const { wanted } = order;
      if (wanted.type !== 'stop-market' || wanted.trail === null) continue;
      if (wanted.side === 'sell' ? point > order.extreme : point < order.extreme) order.extreme = point;
    }
    for (const fill of this.after) fill.points.push(point);
  }

  /** Not for triggers, which have no size of their own. */
  private execute(
    order: NaiveOrder,
    price: bigint,
    liquidity: 'maker' | 'taker',
    reason: string,
    phase: 'open' | 'path',
  ): readonly NaiveFill[] {
    this.orders = this.orders.filter((other) => other !== order);
    const { side, reduceOnly, cycle } = order.wanted;
    const position = this.heldBy(order.wanted);
    let size = 'size' in order.wanted ? BigInt(order.wanted.size) : 0n;
    if (reduceOnly) {
      const held = side === 'sell' ? position.lots : -position.lots;
      if (held <= 0n) return [];
      if (size > held) size = held;
    }
    if (this.scale.instrument.kind === 'spot' && side === 'sell' && size > position.lots) return [];
    if (takesOrGoes(order.wanted) && !reduceOnly && !this.canCarry(position, side, size, price)) return [];
    const rate = liquidity === 'maker' ? this.terms.fees.maker : this.terms.fees.taker;
    const fee = this.fee(size, price, rate);
    return [this.trade(position, side, size, price, fee, liquidity, reason, phase, cycle)];
  }

  private canCarry({ lots, average }: NaivePosition, side: Side, size: bigint, price: bigint): boolean {
    const against = side === 'buy' ? -lots : lots;
    const added = against <= 0n ? size : size > against ? size - against : 0n;
    if (added === 0n) return true;
    const value = price * added * this.scale.valueFactor;
    const fee = this.fee(size, price, this.terms.fees.taker);
    if (this.scale.instrument.kind === 'spot') return value + fee <= this.cash;
    const leverage = BigInt(this.terms.leverage);
    const kept = against > 0n ? 0n : this.positions.reduce((sum, held) => sum + this.costOf(held), 0n);
    const equity = this.cash + this.net * price * this.scale.valueFactor;
    const own = against > 0n ? 0n : this.costOf({ lots, average, cycle: 0 });
    const tier = (this.scale.instrument.maintenanceTiers ?? []).findLast(
      ({ notionalFloor }) => own + value * 10n ** 12n >= unitsOf(notionalFloor, 30),
    );
    if (tier !== undefined && this.terms.leverage > tier.maxLeverage) return false;
    return kept + value * 10n ** 12n <= (equity - fee) * 10n ** 12n * leverage;
  }

  /** Lots x average in units of 10^-30. */
  private costOf({ lots, average }: NaivePosition): bigint {
    const size30 = (lots < 0n ? -lots : lots) * BigInt(this.scale.lotUnits);
    return (size30 * average * E30) / 10n ** BigInt(12 + this.scale.lotDecimals);
  }

  /** Isolated, a position of hedge mode goes alone; cross, all go and the one whose price it is pays. */
  private liquidate(held: NaivePosition, price: bigint, phase: 'open' | 'path'): readonly NaiveFill[] {
    const isolated = this.terms.marginMode === 'isolated';
    const alone = isolated && this.positions.length > 1;
    this.orders = this.orders.filter(({ wanted }) => alone && this.heldBy(wanted) !== held);
    const long = held.lots > 0n;
    const step = 10n ** BigInt(18 - this.scale.instrument.quoteScale);
    let fee: bigint;
    if (isolated) {
      const leverage = BigInt(this.terms.leverage);
      const cost = this.costOf(held);
      const gain = held.lots * price * this.scale.valueFactor * 10n ** 12n - (long ? cost : -cost);
      fee = divide(cost + gain * leverage, leverage * 10n ** 12n * step, 'floor') * step;
    } else fee = divide(this.cash + this.net * price * this.scale.valueFactor, step, 'floor') * step;
    if (fee < 0n) fee = 0n;
    return (isolated ? [held] : this.positions.filter(({ lots }) => lots !== 0n)).map((one) => {
      const size = one.lots < 0n ? -one.lots : one.lots;
      const side = one.lots > 0n ? 'sell' : 'buy';
      const due = one === held ? fee : 0n;
      return this.trade(one, side, size, price, due, 'taker', 'liquidation', phase, one.cycle);
    });
  }

  private trigger(order: NaiveOrder, price: bigint, phase: 'open' | 'path'): readonly NaiveFill[] {
    const { wanted } = order;
    this.orders = [];
    const [held] = this.positions;
    if (wanted.type !== 'trigger' || wanted.action === 'cancel' || held!.lots === 0n) return [];
    const side = held!.lots > 0n ? 'sell' : 'buy';
    const size = held!.lots > 0n ? held!.lots : -held!.lots;
    const slipped = this.slip(price, side);
    const fee = this.fee(size, slipped, this.terms.fees.taker);
    return [this.trade(held!, side, size, slipped, fee, 'taker', wanted.reason, phase, wanted.cycle)];
  }

  private trade(
    held: NaivePosition,
    side: Side,
    size: bigint,
    price: bigint,
    fee: bigint,
    liquidity: 'maker' | 'taker',
    reason: string,
    phase: 'open' | 'path',
    cycle: number,
  ): NaiveFill {
    const before = held.lots;
    const signed = side === 'buy' ? size : -size;
    const after = before + signed;
    const exact = price * 10n ** BigInt(12 - this.scale.priceDecimals);
    if (after === 0n) held.average = 0n;
    else if (before === 0n || before > 0n !== after > 0n) held.average = exact;
    else if (before > 0n === signed > 0n)
      held.average = divide(held.average * before + exact * signed, after, 'half-up');
    held.lots = after;
    this.cash -= signed * price * this.scale.valueFactor + fee;
    held.cycle = cycle;
    this.trades += 1;
    this.after.push({ tradeId: String(this.trades), points: [] });
    this.orders = this.orders.filter(({ wanted }) => {
      if (wanted.type !== 'trigger' && this.heldBy(wanted) !== held) return true;
      if (after === 0n && wanted.type === 'market') return wanted.cycle !== cycle;
      if (wanted.type === 'market' || wanted.type === 'trigger' || !wanted.reduceOnly) return true;
      if (before === 0n || (after !== 0n && before > 0n === after > 0n)) return true;
      return wanted.side === 'sell' ? after > 0n : after < 0n;
    });
    return {
      side,
      size: Number(size) as Fill['size'],
      price: Number(price) as Fill['price'],
      fee: decimal18(fee),
      liquidity,
      reason,
      phase,
    };
  }

  private isReached(order: NaiveOrder, price: bigint): boolean {
    return waitsBelow(order.wanted) ? price <= this.reachOf(order) : price >= this.reachOf(order);
  }

  /** Gone without a fill. */
  private drop(order: NaiveOrder): readonly NaiveFill[] {
    this.orders = this.orders.filter((other) => other !== order);
    return [];
  }

  private reachOf(order: NaiveOrder): bigint {
    const price = this.priceOf(order);
    if (order.wanted.type !== 'limit' || this.terms.fillRule === 'touch') return price;
    const tick = BigInt(tickAt(this.scale, Number(price)));
    return order.wanted.side === 'buy' ? price - tick : price + tick;
  }

  private reasonOf(order: NaiveOrder): string {
    const { wanted } = order;
    if (wanted.type !== 'stop-market' || wanted.trail === null) return wanted.reason;
    return wanted.price !== null && this.priceOf(order) === BigInt(wanted.price)
      ? wanted.reason
      : wanted.trail.reason;
  }

  private slip(price: bigint, side: Side): bigint {
    const slippage = unitsOf(this.terms.slippageBps, 6);
    const one = 10n ** 10n;
    return this.snap(price * (side === 'buy' ? one + slippage : one - slippage), one, side === 'buy');
  }

  private snap(numerator: bigint, denominator: bigint, up: boolean): bigint {
    return BigInt(snapRatio(this.scale, numerator, denominator, up ? 'ceil' : 'floor'));
  }

  private fee(size: bigint, price: bigint, rate: string): bigint {
    const step = 10n ** BigInt(18 - this.scale.instrument.quoteScale);
    const exact = size * price * this.scale.valueFactor * unitsOf(rate, 18);
    return divide(exact, E18 * step, 'ceil') * step;
  }
}

const takesOrGoes = (wanted: WantedOrder): boolean =>
  wanted.type === 'market' || (wanted.type === 'limit' && wanted.timeInForce !== undefined);

const isBuy = (wanted: WantedOrder): boolean =>
  wanted.type === 'trigger' ? wanted.direction === 'above' : wanted.side === 'buy';

/** Whether an order acts when the price falls to it. */
function waitsBelow(wanted: WantedOrder): boolean {
  if (wanted.type === 'trigger') return wanted.direction === 'below';
  return (wanted.side === 'buy') === (wanted.type === 'limit');
}

function decimal18(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(19, '0');
  const text = `${digits.slice(0, -18)}.${digits.slice(-18)}`.replace(/\.?0+$/, '');
  return amount < 0n ? `-${text}` : text;
}
