import fc from 'fast-check';
import { marketScale, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { WantedOrder } from '../../../../shared/pure/strategy/order.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { testInstrument } from '../instruments.js';
import {
  accept,
  alongPath,
  atClose,
  atOpen,
  freeze,
  openAccount,
  openBook,
  QuietCandles,
  type Book,
  type BookEvent,
  type PathColumns,
} from './index.js';

const MINUTE_MS = 60_000;

function bookOf(): Book {
  const opened = openBook(
    {
      scale: marketScale(testInstrument('BTC/USDT:USDT')!, 1),
      leverage: 5,
      marginMode: 'cross',
      fees: { maker: '0.0002', taker: '0.0005' },
      slippageBps: '2',
      fillRule: 'touch',
      funding: { kind: 'constant', rate: '0.0001' },
    },
    openAccount(money('10000')),
  );
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** The three steps of a candle, one by one. */
function walk(book: Book, columns: PathColumns, index: number): readonly BookEvent[] {
  const { time, open, high, low, close } = columns;
  const candle = {
    openAt: epochMs(time[index]!),
    endAt: epochMs(time[index]! + MINUTE_MS),
    open: open[index] as Price,
    high: high[index] as Price,
    low: low[index] as Price,
    close: close[index] as Price,
  };
  const events: BookEvent[] = [];
  for (let some = atOpen(book, candle); some.length > 0; some = atOpen(book, candle)) events.push(...some);
  events.push(...alongPath(book, candle));
  atClose(book, candle);
  return events;
}

interface Wish {
  readonly side: 'buy' | 'sell';
  readonly type: 'market' | 'limit' | 'stop-market' | 'trailing';
  readonly away: number;
  readonly size: number;
  readonly after: number;
}

const wanted: fc.Arbitrary<Wish> = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  type: fc.constantFrom('market', 'limit', 'stop-market', 'trailing'),
  away: fc.integer({ min: 1, max: 40 }),
  size: fc.integer({ min: 10, max: 60 }),
  after: fc.integer({ min: 0, max: 119 }),
});

function place(book: Book, { side, type, away, size }: Wish): void {
  const price = (
    (side === 'buy') === (type === 'limit') ? book.price - away * 10 : book.price + away * 10
  ) as Price;
  const base = { cycle: 1, leg: `order-${book.orderSeq}`, side, reason: type, reduceOnly: false } as const;
  const lots = size as Lots;
  const order: WantedOrder =
    type === 'market'
      ? { ...base, type, size: lots }
      : type === 'limit'
        ? { ...base, type, price, size: lots }
        : {
            ...base,
            type: 'stop-market',
            size: lots,
            price: type === 'trailing' ? null : price,
            trail:
              type === 'trailing'
                ? {
                    extreme: book.price as Price,
                    offset: { unit: 'distance', value: (away * 10) as Price },
                    reason: 'trailing',
                    armedBy: 'x',
                  }
                : null,
          };
  accept(book, { kind: 'place', order, replaces: null });
}

describe('quiet candles', () => {
  it('leave the book as its three steps leave it, candle for candle', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.nat(15), fc.nat(15)), {
          minLength: 120,
          maxLength: 120,
        }),
        fc.array(wanted, { maxLength: 8 }),
        (moves, orders) => {
          const columns = columnsOf(moves);
          const [one, other] = [bookOf(), bookOf()];
          const candles = new QuietCandles(one);
          let quiet = 0;
          for (let index = 0; index < moves.length; index += 1) {
            if (candles.pass(columns, index, index + 1) > index) quiet += 1;
            else {
              candles.arrive();
              walk(one, columns, index);
              candles.changed();
            }
            walk(other, columns, index);
            for (const order of orders)
              if (order.after === index) {
                candles.arrive();
                place(one, order);
                candles.changed();
                place(other, order);
              }
            // Also when the book learns of several candles at once.
            if (index % 3 > 0) continue;
            candles.arrive();
            expect(freeze(one)).toEqual(freeze(other));
            expect(one.account.cash).toBe(other.account.cash);
          }
          expect(quiet).toBeGreaterThan(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are passed together up to the first in which something may happen', () => {
    const still = Array.from({ length: 55 }, () => [0, 2, 2] as const);
    const columns = columnsOf([...still, [-60, 0, 0]]);
    const book = bookOf();
    const candles = new QuietCandles(book);
    walk(book, columns, 0);
    expect(candles.pass(columns, 1, 20)).toBe(20);
    candles.arrive();
    expect(freeze(book)).toMatchObject({ candle: 20, phase: 'close', price: 500_000 });
    place(book, { side: 'buy', type: 'limit', away: 3, size: 20, after: 0 });
    candles.changed();
    expect(candles.pass(columns, 20, 50)).toBe(50);
    expect(candles.pass(columns, 50, 56)).toBe(55);
    candles.arrive();
    expect(freeze(book)).toMatchObject({ candle: 55, phase: 'close', price: 500_000 });
  });

  it('are none while a market order waits, and none when funding falls due', () => {
    const columns = columnsOf(Array.from({ length: 600 }, () => [0, 0, 0] as const));
    const book = bookOf();
    const candles = new QuietCandles(book);
    // At its first candle a book finds out when funding is due.
    expect(candles.pass(columns, 0, 600)).toBe(0);
    walk(book, columns, 0);
    candles.changed();
    expect(candles.pass(columns, 1, 600)).toBe(479);
    candles.arrive();
    walk(book, columns, 479);
    place(book, { side: 'buy', type: 'market', away: 1, size: 20, after: 0 });
    candles.changed();
    expect(candles.pass(columns, 480, 600)).toBe(480);
  });
});

function columnsOf(moves: readonly (readonly [number, number, number])[]): PathColumns {
  const length = moves.length;
  const columns = {
    candleMs: MINUTE_MS,
    time: new Float64Array(length),
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
  };
  let last = 500_000;
  moves.forEach(([move, up, down], index) => {
    const close = last + move;
    columns.time[index] = 1_672_531_200_000 + MINUTE_MS + index * MINUTE_MS;
    columns.open[index] = last;
    columns.close[index] = close;
    columns.high[index] = Math.max(last, close) + up;
    columns.low[index] = Math.min(last, close) - down;
    last = close;
  });
  return columns;
}
