import type { Instrument } from '../../../../../shared/pure/market/instrument.js';
import {
  formatLots,
  formatPrice,
  lotsOf,
  marketScale,
  priceOf,
  type MarketScale,
} from '../../../../../shared/pure/market/scale.js';
import { formatMoney, money } from '../../../../../shared/pure/numbers/money.js';
import type { Refusal } from '../../../../../shared/pure/refusal.js';
import type { Result } from '../../../../../shared/pure/result.js';
import type {
  Fill,
  LimitOrder,
  MarketOrder,
  Side,
  StopOrder,
  TriggerOrder,
  WantedOrder,
} from '../../../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../../../shared/pure/time/epoch.js';
import {
  accept,
  alongPath,
  atClose,
  atOpen,
  equityAt,
  openAccount,
  openBook,
  openOrders,
  type Account,
  type Book,
  type BookCommand,
  type BookEvent,
  type BookTerms,
  type PathCandle,
} from '../index.js';

/** A perpetual with easy numbers: tick 0.1, lot 0.001, maintenance 0.5 %. */
export const PERPETUAL: Instrument = {
  symbol: 'AAA/USDT:USDT',
  kind: 'perpetual',
  base: 'AAA',
  quote: 'USDT',
  tick: '0.1',
  lot: '0.001',
  minSize: '0.001',
  minNotional: '5',
  quoteScale: 8,
  maintenanceRate: '0.005',
  priceBands: null,
};

/** The same with tiers by the size of a position; the amounts make the second one begin where the first one ends. */
export const TIERED: Instrument = {
  ...PERPETUAL,
  symbol: 'AAA/USDT:TIERS',
  maintenanceTiers: [
    { notionalFloor: '0', maintenanceRate: '0.005', maxLeverage: 25 },
    { notionalFloor: '300', maintenanceRate: '0.01', maxLeverage: 10, maintenanceAmount: '1.5' },
    { notionalFloor: '1500', maintenanceRate: '0.05', maxLeverage: 3, maintenanceAmount: '61.5' },
  ],
};

export const SPOT: Instrument = { ...PERPETUAL, symbol: 'AAA/USDT', kind: 'spot', maintenanceRate: null };

/** The KRW bands around 1,000 and 10,000. */
export const KRW: Instrument = {
  ...SPOT,
  symbol: 'AAA/KRW',
  quote: 'KRW',
  minNotional: '5000',
  priceBands: [
    { from: '0', tick: '0.1' },
    { from: '100', tick: '1' },
    { from: '1000', tick: '5' },
    { from: '10000', tick: '10' },
  ],
};

/** Open, high, low, close as decimal texts, in the order of a candle file. */
export type Ohlc = readonly [open: string, high: string, low: string, close: string];

/** What a test's trader does after each fill: the commands a strategy would give. */
export type Reaction = (fill: Fill, desk: Desk) => void;

interface DeskOptions extends Partial<Omit<BookTerms, 'scale'>> {
  readonly instrument?: Instrument;
  readonly cash?: string;
  readonly account?: Account;
  /** Time of the first candle. */
  readonly start?: string;
}

interface OrderOptions {
  readonly leg?: string;
  readonly cycle?: number;
  readonly reason?: string;
  readonly reduceOnly?: boolean;
}

const MINUTE_MS = 60_000;

/**
 * A trader's desk for tests: one book, one-minute candles, prices and sizes as the texts a person would write. Slippage is 0
 * unless a test asks for it; fees are 0.02 % and 0.05 %; candles have two decimals, so they may lie off the tick.
 */
export class Desk {
  readonly scale: MarketScale;
  readonly book: Book;
  readonly account: Account;
  readonly events: BookEvent[] = [];
  private nextOpen: number;
  private legs = 0;

  constructor({ instrument = PERPETUAL, cash = '1000', account, start, ...terms }: DeskOptions = {}) {
    this.scale = marketScale(instrument, 2);
    this.account = account ?? openAccount(money(cash));
    this.nextOpen = Date.parse(start ?? '2024-01-01T00:00:00Z');
    const opened = openBook(
      {
        scale: this.scale,
        leverage: instrument.kind === 'spot' ? 1 : 10,
        marginMode: 'isolated',
        fees: { maker: '0.0002', taker: '0.0005' },
        slippageBps: '0',
        fillRule: 'touch',
        funding: { kind: 'none' },
        ...terms,
      },
      this.account,
    );
    if (!opened.ok) throw new Error(opened.error.message);
    this.book = opened.value;
  }

  market(side: Side, size: string, options: OrderOptions = {}): MarketOrder {
    return { ...this.base(side, options), type: 'market', size: lotsOf(this.scale, size) };
  }

  limit(side: Side, price: string, size: string, options: OrderOptions = {}): LimitOrder {
    const base = this.base(side, options);
    return { ...base, type: 'limit', price: priceOf(this.scale, price), size: lotsOf(this.scale, size) };
  }

  stop(
    side: Side,
    price: string | null,
    size: string,
    options: OrderOptions & { readonly trail?: StopOrder['trail'] } = {},
  ): StopOrder {
    return {
      ...this.base(side, { reduceOnly: true, reason: 'stop', ...options }),
      type: 'stop-market',
      price: price === null ? null : priceOf(this.scale, price),
      size: lotsOf(this.scale, size),
      trail: options.trail ?? null,
    };
  }

  trigger(
    direction: TriggerOrder['direction'],
    price: string,
    action: TriggerOrder['action'] = 'close',
  ): TriggerOrder {
    const base = this.base('sell', { reason: 'stop-loss' });
    return { ...base, type: 'trigger', price: priceOf(this.scale, price), direction, action };
  }

  /** A trailing part that starts at `extreme`, in percent. */
  trail(extreme: string, percent: string, armedBy = 'none'): NonNullable<StopOrder['trail']> {
    const offset = { unit: 'percent', value: percent } as const;
    return { extreme: priceOf(this.scale, extreme), offset, reason: 'trailing', armedBy };
  }

  give(command: BookCommand): Result<readonly BookEvent[], Refusal> {
    const result = accept(this.book, command);
    if (result.ok) this.events.push(...result.value);
    return result;
  }

  /** Places an order that must be taken. */
  put(order: WantedOrder, replaces: string | null = null): WantedOrder {
    const result = this.give({ kind: 'place', order, replaces });
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
    return order;
  }

  /** Places an order that must be denied, and tells with which code. */
  denied(order: WantedOrder): string {
    const result = this.give({ kind: 'place', order, replaces: null });
    if (result.ok) throw new Error('the order was taken');
    return result.error.code;
  }

  /** Runs one candle; after the fills of the open one by one, after those of the path all together, `react` is asked. */
  run(ohlc: Ohlc, react: Reaction = () => undefined): readonly string[] {
    const from = this.events.length;
    const candle = this.nextCandle(ohlc);
    for (let events = atOpen(this.book, candle); events.length > 0; events = atOpen(this.book, candle))
      this.take(events, react);
    this.take(alongPath(this.book, candle), react);
    atClose(this.book, candle);
    return this.linesFrom(from);
  }

  /** The next candle of the clock; `ohlc` may be a repeated price. */
  nextCandle([open, high, low, close]: Ohlc, gapMinutes = 0): PathCandle {
    const openAt = this.nextOpen + gapMinutes * MINUTE_MS;
    this.nextOpen = openAt + MINUTE_MS;
    const [o, h, l, c] = [open, high, low, close].map((price) => priceOf(this.scale, price));
    return {
      openAt: epochMs(openAt),
      endAt: epochMs(this.nextOpen),
      open: o!,
      high: h!,
      low: l!,
      close: c!,
    };
  }

  /** Lets minutes pass without candles. */
  skip(minutes: number): void {
    this.nextOpen += minutes * MINUTE_MS;
  }

  /** Brings the desk into a position at the next open, at a price on the tick and without slippage. */
  enter(side: Side, size: string, price: string, options: OrderOptions = {}): void {
    if (this.book.phase === 'new') this.run([price, price, price, price]);
    this.put(this.market(side, size, { reason: 'entry', ...options }));
    this.run([price, price, price, price]);
  }

  get fills(): readonly Fill[] {
    return this.events.flatMap((event) => (event.kind === 'filled' ? [event.fill] : []));
  }

  get cash(): string {
    return formatMoney(this.account.cash);
  }

  equity(mark: string): string {
    return formatMoney(equityAt(this.book, priceOf(this.scale, mark)));
  }

  get openOrders(): readonly string[] {
    return openOrders(this.book).map(
      ({ kind, side, price, size, reason }) =>
        `${kind} ${side} ${formatPrice(this.scale, price)} x ${formatLots(this.scale, size)} ${reason}`,
    );
  }

  /** Events as a person would tell them. */
  linesFrom(index: number): readonly string[] {
    return this.events.slice(index).map((event) => describeEvent(this.scale, event));
  }

  private take(events: readonly BookEvent[], react: Reaction): void {
    this.events.push(...events);
    for (const event of events) if (event.kind === 'filled') react(event.fill, this);
  }

  private base(side: Side, { leg, cycle = 1, reason = 'order', reduceOnly = false }: OrderOptions) {
    this.legs += 1;
    return { leg: leg ?? `leg-${this.legs}`, cycle, side, reason, reduceOnly };
  }
}

function describeEvent(scale: MarketScale, event: BookEvent): string {
  switch (event.kind) {
    case 'filled': {
      const { phase, side, price, size, fee, liquidity, reason } = event.fill;
      return `${phase} ${side} ${formatLots(scale, size)} @ ${formatPrice(scale, price)} ${liquidity} ${fee} ${reason}`;
    }
    case 'cancelled':
      return `cancelled ${event.leg} ${event.cause}`;
    case 'rejected':
      return `rejected ${event.leg} ${event.refusal.code}`;
    case 'triggered':
      return `triggered ${event.leg} @ ${formatPrice(scale, event.price)}`;
    case 'liquidated':
      return `liquidated ${event.size < 0 ? '-' : ''}${formatLots(scale, Math.abs(event.size))} @ ${formatPrice(scale, event.price)}`;
    case 'funding':
      return `funding ${event.amount} @ ${formatPrice(scale, event.price)}`;
  }
}
