import fc from 'fast-check';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { marketScale, tickAt } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type {
  Fill,
  LimitOrder,
  Side,
  TrailOffset,
  WantedOrder,
} from '../../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import {
  accept,
  alongPath,
  atClose,
  atOpen,
  equityAt,
  freeze,
  openAccount,
  openBook,
  positionsOf,
  thaw,
  type Account,
  type Book,
  type BookCommand,
  type BookEvent,
  type BookState,
  type BookTerms,
  type PathCandle,
} from './index.js';
import { holdingsOf } from './holding.js';
import { liquidationPrice } from './liquidation.js';
import { KRW, PERPETUAL, SPOT, TIERED } from './testing/desk.js';
import { NaiveVenue, type NaiveFill } from './testing/naive-venue.js';

/** A market, the terms and a trader whose every decision follows from a seed. */
interface Script {
  readonly terms: BookTerms;
  readonly cash: string;
  readonly seed: number;
  readonly candles: readonly PathCandle[];
}

const CENTRE: ReadonlyMap<string, number> = new Map([
  [PERPETUAL.symbol, 10_000],
  [TIERED.symbol, 10_000],
  [SPOT.symbol, 10_000],
  [KRW.symbol, 100_000],
]);

function candlesOf(instrument: Instrument, moves: readonly (readonly number[])[]): readonly PathCandle[] {
  const centre = CENTRE.get(instrument.symbol)!;
  const step = centre / 10_000;
  let price = centre;
  return moves.map(([gap, up, down, body, wait], index) => {
    const open = Math.max(price + Math.round(gap! * step), 50);
    const close = Math.max(open + Math.round(body! * step), 50);
    price = close;
    const openAt = (index * 10 + (wait! > 45 ? 5 : 0)) * 60_000;
    return {
      openAt: epochMs(openAt),
      endAt: epochMs(openAt + 60_000),
      open: open as never,
      high: (Math.max(open, close) + Math.round(up! * step)) as never,
      low: Math.max(Math.min(open, close) - Math.round(down! * step), 10) as never,
      close: close as never,
    };
  });
}

const move = fc.tuple(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -700, max: 700 }) },
  ),
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: 0, max: 50 }),
);

const script: fc.Arbitrary<Script> = fc
  .record({
    instrument: fc.constantFrom(PERPETUAL, TIERED, SPOT, KRW),
    leverage: fc.constantFrom(1, 3, 10, 25),
    marginMode: fc.constantFrom('cross' as const, 'isolated' as const),
    positionMode: fc.constantFrom('one-way' as const, 'hedge' as const),
    slippageBps: fc.constantFrom('0', '2', '12.5'),
    fillRule: fc.constantFrom('touch' as const, 'through' as const),
    rate: fc.constantFrom(null, '0.0001', '-0.00031'),
    cash: fc.constantFrom('400', '3000', '1000000'),
    seed: fc.integer({ min: 1, max: 2 ** 31 }),
    moves: fc.array(move, { minLength: 3, maxLength: 25 }),
  })
  .map(({ instrument, leverage, rate, moves, cash, seed, positionMode, ...rest }) => ({
    terms: {
      scale: marketScale(instrument, 2),
      positionMode: instrument.kind === 'spot' ? 'one-way' : positionMode,
      leverage: instrument.kind === 'spot' ? 1 : leverage,
      fees: { maker: '0.0002', taker: '0.00055' },
      funding: rate === null ? { kind: 'none' } : { kind: 'constant', rate },
      ...rest,
    },
    cash,
    seed,
    candles: candlesOf(instrument, moves),
  }));

/** Small whole numbers that look random and follow from what they are asked with. */
function dice(seed: number, ...salt: readonly number[]): (sides: number) => number {
  let state = seed >>> 0;
  for (const value of salt) state = (Math.imul(state ^ value, 0x9e3779b1) + 0x7f4a7c15) >>> 0;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0xc2b2ae35) >>> 0;
    return (state >>> 8) % sides;
  };
}

/** Most limits rest. */
const MANNERS: readonly Pick<LimitOrder, 'timeInForce' | 'postOnly'>[] = [
  ...[{}, {}, {}, {}, { postOnly: true }, { postOnly: true }, { timeInForce: 'ioc' }, { timeInForce: 'fok' }],
] as const;

/** What the trader does at an occasion: nothing, or up to three commands around the price. */
function decide(
  { seed, terms }: Script,
  book: Book,
  occasion: number,
  fill: Fill | null,
): readonly BookCommand[] {
  const roll = dice(seed, occasion, fill === null ? 0 : fill.price);
  return Array.from({ length: roll(4) }, (_, index): BookCommand => {
    const leg = `leg-${roll(12)}`;
    const cycle = 1 + roll(2);
    const kind = roll(10);
    if (kind === 0) return { kind: 'cancel', leg, cycle };
    const held = positionsOf(book);
    const reduced = roll(2) === 0 ? held[roll(held.length || 1)] : undefined;
    const reduceOnly = reduced !== undefined;
    const side = reduced === undefined ? (roll(2) === 0 ? 'buy' : 'sell') : reduced.size > 0 ? 'sell' : 'buy';
    const { bands } = terms.scale;
    const near = Math.max(book.price + Math.round(((roll(401) - 200) * book.price) / 10_000), 1000);
    const tick = bands.reduce((found, band) => (band.from <= near ? band.tick : found), 1);
    const price = (Math.floor(near / tick) * tick) as never;
    const size = (1 + roll(6)) * 1000;
    const base = {
      leg,
      cycle,
      side,
      reduceOnly,
      size: size as never,
      reason: `r${occasion}-${index}`,
    } as const;
    const offset: TrailOffset =
      roll(2) === 0
        ? { unit: 'percent', value: ['0.5', '1', '2.25'][roll(3)]! }
        : { unit: 'distance', value: (tick * (1 + roll(20))) as never };
    const armedBy = fill?.tradeId ?? 'none';
    const trail = { extreme: (fill?.price ?? book.price) as never, offset, reason: `t${occasion}`, armedBy };
    const order: WantedOrder =
      kind <= 2
        ? { ...base, type: 'market' }
        : kind <= 6
          ? { ...base, type: 'limit', price, ...MANNERS[roll(MANNERS.length)] }
          : kind === 7
            ? { ...base, type: 'stop-market', price, trail: null }
            : kind === 8
              ? { ...base, type: 'stop-market', price: roll(2) === 0 ? price : null, trail }
              : {
                  ...base,
                  type: 'trigger',
                  price,
                  direction: roll(2) === 0 ? 'above' : 'below',
                  action: 'close',
                };
    return { kind: 'place', order, replaces: roll(3) === 0 ? `leg-${roll(12)}` : null };
  });
}

/** Hooks of a run: what else to do at its seams. */
interface Seams {
  /** Between any two calls; may hand on another book. */
  readonly between?: (book: Book) => Book;
  readonly accepted?: (command: BookCommand, book: Book) => void;
  readonly stepped?: (book: Book, candle: PathCandle, events: readonly BookEvent[]) => void;
}

function open({ terms, cash }: Script): Book {
  const book = openBook(terms, openAccount(money(cash)));
  if (!book.ok) throw new Error(book.error.message);
  return book.value;
}

function play(plan: Script, first: Book, from = 0, to = plan.candles.length, seams: Seams = {}) {
  let book = first;
  const all: BookEvent[] = [];
  const seam = () => {
    book = seams.between?.(book) ?? book;
  };
  let occasion = from * 1000;
  const act = (fill: Fill | null) => {
    occasion += 1;
    for (const command of decide(plan, book, occasion, fill)) {
      const result = accept(book, command);
      if (result.ok) {
        all.push(...result.value);
        seams.accepted?.(command, book);
      }
      seam();
    }
  };
  const take = (candle: PathCandle, events: readonly BookEvent[], answer: boolean) => {
    all.push(...events);
    seams.stepped?.(book, candle, events);
    seam();
    for (const event of events) if (event.kind === 'filled' && answer) act(event.fill);
  };
  for (let index = from; index < to; index += 1) {
    const candle = plan.candles[index]!;
    for (let steps = 0; ; steps += 1) {
      const events = atOpen(book, candle);
      if (events.length === 0) break;
      // A trader that answers every fill at the open with another order would never let the candle go on.
      take(candle, events, steps < 12);
    }
    take(candle, alongPath(book, candle), true);
    atClose(book, candle);
    seam();
    act(null);
  }
  return { book, events: all };
}

const fillsOf = (events: readonly BookEvent[]) =>
  events.flatMap((event) => (event.kind === 'filled' ? [event.fill] : []));

const signed = (side: Side, size: number): number => (side === 'buy' ? size : -size);

const json = (state: BookState): BookState => JSON.parse(JSON.stringify(state)) as BookState;

describe('matching', () => {
  it('gives the same fills, fees and cash as the rules written down naively', () => {
    fc.assert(
      fc.property(script, (drawn) => {
        const plan = { ...drawn, terms: { ...drawn.terms, funding: { kind: 'none' } as const } };
        const naive = new NaiveVenue(plan.terms, plan.cash);
        const expected: NaiveFill[] = [];
        let begun = -1;
        const { book, events } = play(plan, open(plan), 0, plan.candles.length, {
          accepted: (command, { phase }) => {
            if (command.kind === 'cancel') naive.cancel(command.leg, command.cycle);
            else naive.place(command.order, command.replaces, phase);
          },
          stepped: ({ phase }, candle) => {
            if (candle.openAt !== begun) naive.begin();
            begun = candle.openAt;
            if (phase === 'open') {
              expected.push(...naive.openStep(candle)!);
              return;
            }
            expect(naive.openStep(candle)).toBeNull();
            expected.push(...naive.path(candle));
          },
        });
        expect(fillsOf(events).map(asNaive)).toEqual(expected);
        expect(book.account.cash).toBe(naive.cash);
        const shown = (prices: readonly (bigint | null)[]) => prices.map((price) => Number(price ?? 0n));
        const held = naive.positions.filter(({ lots }) => lots !== 0n);
        expect(positionsOf(book).map(({ size, average }) => [BigInt(size), average])).toEqual(
          held.map(({ lots, average }) => [lots, average]),
        );
        expect(holdingsOf(book).map((one) => liquidationPrice(book, one))).toEqual(
          shown(naive.positions.map((one) => naive.liquidationPrice(one))),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('has a position that is the sum of its fills, and cash that is the sum of all its flows', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const { book, events } = play(plan, open(plan));
        const { valueFactor } = plan.terms.scale;
        const positions = { net: 0, long: 0, short: 0 };
        let cash: bigint = money(plan.cash);
        for (const event of events) {
          if (event.kind === 'funding') cash -= money(event.amount);
          if (event.kind !== 'filled') continue;
          const { side, size, price, fee } = event.fill;
          positions[event.position] += signed(side, size);
          cash += (side === 'buy' ? -1n : 1n) * BigInt(size) * BigInt(price) * valueFactor - money(fee);
        }
        expect(book.position).toBe(book.short === null ? positions.net : positions.long);
        expect(book.short?.position ?? 0).toBe(positions.short);
        expect(book.account.cash).toBe(cash);
        const mark = book.price;
        const position = positions.net + positions.long + positions.short;
        expect(equityAt(book, mark)).toBe(cash + BigInt(position) * BigInt(mark) * valueFactor);
      }),
    );
  });

  it('lets a post-only order never take, and one that takes at once or never neither rest nor make', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const manners = new Map<string, LimitOrder>();
        const { book, events } = play(plan, open(plan), 0, plan.candles.length, {
          accepted: (command) => {
            if (command.kind === 'place' && command.order.type === 'limit')
              manners.set(command.order.reason, command.order);
          },
        });
        for (const { reason, liquidity, phase } of fillsOf(events)) {
          if (manners.get(reason)?.postOnly === true) expect(liquidity).toBe('maker');
          if (manners.get(reason)?.timeInForce !== undefined)
            expect([liquidity, phase]).toEqual(['taker', 'open']);
        }
        for (const { takes, firstOpen } of book.orders.values())
          if (takes) expect(firstOpen).toBeGreaterThan(book.candle);
      }),
    );
  });

  it('never enlarges or turns a position by a reduce-only order', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const reduceOnly = new Set<string>();
        const positions = { net: 0, long: 0, short: 0 };
        play(plan, open(plan), 0, plan.candles.length, {
          accepted: (command) => {
            if (command.kind === 'place' && command.order.type !== 'trigger' && command.order.reduceOnly)
              reduceOnly.add(command.order.reason);
          },
          stepped: (_book, _candle, events) => {
            for (const event of events) {
              if (event.kind !== 'filled') continue;
              const { side, size, reason } = event.fill;
              const before = positions[event.position];
              const after = before + signed(side, size);
              positions[event.position] = after;
              if (!reduceOnly.has(reason)) continue;
              expect(Math.abs(after)).toBeLessThan(Math.abs(before));
              expect(after * before).toBeGreaterThanOrEqual(0);
            }
          },
        });
      }),
    );
  });

  it('has a long position that is never short, and a short one that is never long, in hedge mode', () => {
    fc.assert(
      fc.property(script, (plan) => {
        fc.pre(plan.terms.positionMode === 'hedge');
        play(plan, open(plan), 0, plan.candles.length, {
          stepped: ({ position, short }) => {
            expect(position).toBeGreaterThanOrEqual(0);
            expect(short!.position).toBeLessThanOrEqual(0);
          },
        });
      }),
    );
  });

  it('never holds less than nothing on spot', () => {
    fc.assert(
      fc.property(script, (plan) => {
        fc.pre(plan.terms.scale.instrument.kind === 'spot');
        let position = 0;
        for (const { side, size } of fillsOf(play(plan, open(plan)).events)) {
          position += signed(side, size);
          expect(position).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('fills limits on the path inside the candle, and at the open at the open or better than asked for', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const limits = new Map<string, { price: number; fromPath: boolean }>();
        play(plan, open(plan), 0, plan.candles.length, {
          accepted: (command, { phase }) => {
            if (command.kind === 'place' && command.order.type === 'limit')
              limits.set(command.order.reason, { price: command.order.price, fromPath: phase === 'path' });
          },
          stepped: (_book, candle, events) => {
            for (const { reason, phase, price, side } of fillsOf(events)) {
              const limit = limits.get(reason);
              if (limit === undefined) continue;
              expect(side === 'buy' ? price <= limit.price : price >= limit.price).toBe(true);
              // An open less than a tick beyond a limit has not passed it yet; the path does, to the limit's price.
              const spare = plan.terms.fillRule === 'through' ? tickAt(plan.terms.scale, price) - 1 : 0;
              if (phase === 'path') {
                expect(price).toBe(limit.price);
                expect(price).toBeGreaterThanOrEqual(candle.low - spare);
                expect(price).toBeLessThanOrEqual(candle.high + spare);
              } else if (!limit.fromPath)
                expect(
                  side === 'buy'
                    ? price >= Math.min(candle.open, limit.price)
                    : price <= Math.max(candle.open, limit.price),
                ).toBe(true);
            }
          },
        });
      }),
    );
  });

  it('goes on after a freeze and a thaw at any moment as if nothing had been', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: 1, max: 5 }), (plan, every) => {
        const straight = play(plan, open(plan));
        let seams = 0;
        const broken = play(plan, open(plan), 0, plan.candles.length, {
          between: (book) => {
            seams += 1;
            if (seams % every !== 0) return book;
            const account: Account = openAccount(book.account.cash as never);
            const state = json(freeze(book));
            const next = thaw(state, plan.terms, account);
            if (!next.ok) throw new Error(next.error.message);
            expect(json(freeze(next.value))).toEqual(state);
            return next.value;
          },
        });
        expect(broken.events).toEqual(straight.events);
        expect(json(freeze(broken.book))).toEqual(json(freeze(straight.book)));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same for the first candles alone as for all of them, and the same every time', () => {
    fc.assert(
      fc.property(script, fc.nat(), (plan, cut) => {
        const middle = cut % plan.candles.length;
        const whole = play(plan, open(plan));
        const head = play(plan, open(plan), 0, middle);
        expect(whole.events.slice(0, head.events.length)).toEqual(head.events);
        expect(play(plan, open(plan)).events).toEqual(whole.events);
      }),
    );
  });

  it('numbers its trades without holes', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const ids = fillsOf(play(plan, open(plan)).events).map(({ tradeId }) => tradeId);
        expect(ids).toEqual(ids.map((_, index) => String(index + 1)));
      }),
    );
  });
});

const asNaive = ({ side, size, price, fee, liquidity, reason, phase }: Fill): NaiveFill => ({
  side,
  size,
  price,
  fee,
  liquidity,
  reason,
  phase,
});
