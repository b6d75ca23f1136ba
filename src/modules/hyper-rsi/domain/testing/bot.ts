import { marketScale, priceOf, snap, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import type { CandleClosedInput, StrategyInput } from '../../../../shared/pure/strategy/input.js';
import type { Fill, WantedOrder } from '../../../../shared/pure/strategy/order.js';
import type { GatesOutput, PlaceOutput, StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import { hyperRsiKernel, hyperRsiMarket, readHyperRsiSettings, type HyperRsiState } from '../index.js';

/** A perpetual with a fine tick and a round lot, so that worked examples come out to the digits they are written in. */
export const PERPETUAL: Instrument = {
  symbol: 'BTC/USDT:USDT',
  kind: 'perpetual',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.001',
  lot: '0.01',
  minSize: '0.01',
  minNotional: '5',
  quoteScale: 8,
  maintenanceRate: '0.005',
  priceBands: null,
};

export const SPOT: Instrument = { ...PERPETUAL, symbol: 'BTC/USDT', kind: 'spot', maintenanceRate: null };

export interface CloseFacts {
  readonly close: string;
  readonly p?: number | null;
  readonly c?: number | null;
  readonly trend?: number | null;
  readonly atr?: number | null;
  readonly equity?: string | null;
  readonly cash?: string | null;
  readonly trading?: boolean;
}

interface Options {
  readonly instrument?: Instrument;
  readonly equity?: string;
  readonly buyFeeInBase?: boolean;
  /** Stores the state as JSON after every step and goes on from what was stored. */
  readonly restarts?: boolean;
}

interface RestingOrder {
  readonly order: WantedOrder;
  /** The extreme of a trailing stop. */
  extreme: number;
  filled: number;
}

/** A signal that most tests enter with: breakout downwards (long) and upwards (short). */
export const LONG_SIGNAL = { p: 34, c: 29 } as const;
export const SHORT_SIGNAL = { p: 66, c: 71 } as const;
export const QUIET = { p: 50, c: 51 } as const;

/**
 * One bot with a venue that does what a test says: it keeps orders by leg, fills those that are named or that a price
 * reaches, and knows no candles. Without a price path it proves nothing about matching, only about decisions.
 */
export class Bot {
  readonly settings;
  readonly kernel;
  readonly scale;
  state: HyperRsiState;
  /** Orders the venue holds, by leg. */
  readonly orders = new Map<string, RestingOrder>();
  /** Everything ever put out. */
  readonly tape: StrategyOutput[] = [];
  /** What the last step put out. */
  last: readonly StrategyOutput[] = [];
  readonly fills: Fill[] = [];
  /** Signed lots by position: `net` without a hedge, `long` and `short` with one. */
  readonly held = { net: 0, long: 0, short: 0 };
  private candle = 100;
  private trades = 0;
  private readonly restarts: boolean;

  constructor(document: object = {}, options: Options = {}) {
    const instrument = options.instrument ?? PERPETUAL;
    this.scale = marketScale(instrument, 3);
    const read = readHyperRsiSettings(document, {
      kind: instrument.kind,
      equity: options.equity ?? '10000',
      minSize: instrument.minSize,
      minNotional: instrument.minNotional,
      positionMode: instrument.kind === 'perpetual' ? 'hedge' : 'one-way',
    });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    this.settings = read.value;
    const fees = { taker: '0.0005', buyFeeInBase: options.buyFeeInBase ?? false };
    this.kernel = hyperRsiKernel(hyperRsiMarket(this.scale, fees));
    this.state = this.kernel.start(this.settings);
    this.restarts = options.restarts ?? false;
  }

  /** Signed lots of the main side. */
  get position(): number {
    const { net, long, short } = this.held;
    return net + (this.state.open?.side === 'short' ? short : long);
  }

  /** What the venue holds, where a test moves it by hand. */
  set position(lots: number) {
    this.held.net = lots;
  }

  /** Time of the newest close. */
  get now(): number {
    return this.candle * TIMEFRAME_MS[this.settings.timeframe];
  }

  price(text: string): Price {
    return priceOf(this.scale, text);
  }

  /** Closes the next decision candle. */
  close(facts: CloseFacts): this {
    const input = this.candleInput(facts);
    this.candle += 1;
    return this.step(input);
  }

  /** The input of the next close, without taking it. */
  candleInput(facts: CloseFacts): CandleClosedInput {
    const { close, p = 50, c = 50, trend = 0, atr = 1, equity = '10000', cash = '10000' } = facts;
    return {
      kind: 'candle-closed',
      open: this.now as EpochMs,
      close: this.price(close),
      values: { rsi: c, 'rsi.previous': p, trend, atr },
      account: { equity, cash },
      tradingAllowed: facts.trading ?? true,
    };
  }

  /** Fills a waiting order, found by its reason (`hedge` has several: by the beginning of its leg), whole or in part. */
  fill(reason: string, price: string, size?: number, fillReason = reason): this {
    const resting = this.resting(reason);
    if (resting === undefined) throw new Error(`no order ${reason}: ${this.reasons().join(' ')}`);
    return this.execute(
      resting.order,
      this.price(price),
      size ?? sizeOf(resting.order),
      resting.order.reason === 'hedge' ? 'hedge' : fillReason,
    );
  }

  /** Fills a waiting order, found by its leg. */
  fillLeg(leg: string, price: string, size: number): this {
    const { order } = this.orders.get(leg)!;
    return this.execute(order, this.price(price), size, order.reason);
  }

  /** Lets the price go to `price` in one line: orders on the way fill, nearest first, then trailing stops follow. */
  moveTo(text: string, from: string): this {
    const [start, end] = [this.price(from), this.price(text)];
    for (;;) {
      const reached = [...this.orders.values()]
        .map((resting) => ({ resting, at: this.levelOf(resting) }))
        .filter(({ resting, at }) => at !== null && acts(resting.order, at, end))
        .sort((a, b) => Math.abs(a.at! - start) - Math.abs(b.at! - start))[0];
      if (reached === undefined) break;
      const { order } = reached.resting;
      const trailed = order.type === 'stop-market' && order.price !== reached.at;
      this.execute(order, reached.at as Price, sizeOf(order), trailed ? 'trailing' : order.reason);
    }
    for (const resting of this.orders.values()) {
      const { order } = resting;
      if (order.type !== 'stop-market' || order.trail === null) continue;
      resting.extreme =
        order.side === 'sell' ? Math.max(resting.extreme, end) : Math.min(resting.extreme, end);
    }
    return this;
  }

  /** Tells the bot that an order is gone. */
  end(kind: 'order-denied' | 'order-rejected' | 'order-cancelled', leg: string, code = 'test'): this {
    this.orders.delete(leg);
    return this.step({ kind, leg, cycle: this.state.cycle, code });
  }

  step(input: StrategyInput, at = this.now): this {
    const { state, outputs } = this.kernel.step(
      this.state,
      input,
      { at: at as EpochMs, seq: this.tape.length },
      this.settings,
    );
    this.state = this.restarts ? (JSON.parse(JSON.stringify(state)) as HyperRsiState) : state;
    this.last = outputs;
    this.tape.push(...outputs);
    for (const output of outputs) this.obey(output);
    return this;
  }

  /** Outcomes of the evaluations of the last step. */
  outcomes(): string[] {
    return this.last
      .filter((output): output is GatesOutput => output.kind === 'gates')
      .map(({ subject, outcome }) => `${subject} ${outcome}`);
  }

  explain(facts: CloseFacts): readonly GatesOutput[] {
    const stamp = { at: this.now as EpochMs, seq: 0 };
    return this.kernel.explain(this.state, this.candleInput(facts), stamp, this.settings);
  }

  placed(): PlaceOutput[] {
    return this.last.filter((output): output is PlaceOutput => output.kind === 'place');
  }

  notes(): string[] {
    return this.tape.flatMap((output) => (output.kind === 'note' ? [output.code] : []));
  }

  reasons(): string[] {
    return [...this.orders.values()].map(({ order }) => order.reason);
  }

  resting(reason: string): RestingOrder | undefined {
    return [...this.orders.values()].find(
      ({ order }) =>
        order.reason === reason || (order.reason === 'hedge' && order.leg.startsWith(`${reason}-`)),
    );
  }

  /** Price and size of a resting order, `102.1 x 30`; stops show their effective level. */
  show(reason: string): string | null {
    const resting = this.resting(reason);
    if (resting === undefined) return null;
    const level = this.levelOf(resting);
    return `${level === null ? 'market' : level / 1000} x ${sizeOf(resting.order)}`;
  }

  /** Price and size of the hedge's resting exit of this type. */
  showHedge(type: 'limit' | 'stop-market'): string | null {
    const resting = [...this.orders.values()].find(
      ({ order }) => order.type === type && order.reason === 'hedge',
    );
    return resting === undefined ? null : `${this.levelOf(resting)! / 1000} x ${sizeOf(resting.order)}`;
  }

  /** The main side's one stop at the venue. */
  stop(): RestingOrder | undefined {
    const stops = [...this.orders.values()].filter(
      ({ order }) => order.type === 'stop-market' && order.reason !== 'hedge',
    );
    if (stops.length > 1) throw new Error('two stops');
    return stops[0];
  }

  stopLevel(): number | null {
    const stop = this.stop();
    return stop === undefined ? null : this.levelOf(stop)! / 1000;
  }

  /** Where an order acts: the tighter of the fixed price and the trailing level for a stop. */
  levelOf({ order, extreme }: Pick<RestingOrder, 'order' | 'extreme'>): number | null {
    if (order.type === 'market' || order.type === 'trigger') return null;
    if (order.type === 'limit' || order.trail === null) return order.price;
    const { offset } = order.trail;
    const sign = order.side === 'sell' ? -1 : 1;
    const raw =
      offset.unit === 'distance'
        ? extreme + sign * offset.value
        : extreme * (1 + (sign * Number(offset.value)) / 100);
    const trailing = snap(this.scale, sign < 0 ? Math.floor(raw + 1e-6) : Math.ceil(raw - 1e-6), 'floor');
    if (order.price === null) return trailing;
    return sign < 0 ? Math.max(order.price, trailing) : Math.min(order.price, trailing);
  }

  /** The fill that `fill` would report, for inputs a test writes by hand. */
  fillOf(order: Pick<WantedOrder, 'leg' | 'cycle' | 'side' | 'reason'>, price: string, size: number): Fill {
    this.trades += 1;
    return {
      tradeId: `t${this.trades}`,
      leg: order.leg,
      cycle: order.cycle,
      side: order.side,
      price: this.price(price),
      size: size as Lots,
      fee: '0',
      liquidity: 'taker',
      reason: order.reason,
      at: this.now as EpochMs,
      phase: 'open',
    };
  }

  private execute(order: WantedOrder, price: number, wanted: number, reason: string): this {
    const sign = order.side === 'buy' ? 1 : -1;
    const which = this.positionOf(order);
    const size = order.reduceOnly ? Math.min(wanted, Math.max(0, -sign * this.held[which])) : wanted;
    const resting = this.orders.get(order.leg)!;
    resting.filled += wanted;
    if (resting.filled >= sizeOf(order)) this.orders.delete(order.leg);
    if (size === 0) return this;
    this.held[which] += sign * size;
    const fill = { ...this.fillOf(order, '0', size), price: price as Price, reason };
    this.fills.push(fill);
    return this.step({ kind: 'order-filled', fill });
  }

  /** The position an order is about, as a venue in hedge mode tells it. */
  private positionOf({ side, reduceOnly }: WantedOrder): keyof Bot['held'] {
    if (!this.settings.hedge.enabled) return 'net';
    return (side === 'buy') !== reduceOnly ? 'long' : 'short';
  }

  private obey(output: StrategyOutput): void {
    if (output.kind === 'cancel') this.orders.delete(output.leg);
    if (output.kind !== 'place') return;
    const { order, replaces } = output;
    if (this.orders.has(order.leg)) throw new Error(`leg ${order.leg} used twice`);
    const old = replaces === null ? undefined : this.orders.get(replaces);
    if (replaces !== null) this.orders.delete(replaces);
    const trail = order.type === 'stop-market' ? order.trail : null;
    const before = old?.order.type === 'stop-market' ? old.order.trail : null;
    const kept = trail !== null && before?.armedBy === trail.armedBy ? old!.extreme : (trail?.extreme ?? 0);
    this.orders.set(order.leg, { order, extreme: kept, filled: 0 });
  }
}

export const sizeOf = (order: WantedOrder): number => (order.type === 'trigger' ? 0 : order.size);

function acts(order: WantedOrder, at: number, to: number): boolean {
  if (order.type === 'limit') return order.side === 'sell' ? to >= at : to <= at;
  if (order.type !== 'stop-market') return false;
  return order.side === 'sell' ? to <= at : to >= at;
}
