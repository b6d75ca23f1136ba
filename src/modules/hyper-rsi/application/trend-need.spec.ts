import fc from 'fast-check';
import { foldCrossTimeframe } from '../../../shared/platform/strategy/cross-timeframe.js';
import type { Wake } from '../../../shared/platform/strategy/decision-store.port.js';
import type { AskCandles } from '../../../shared/platform/strategy/history-pages.js';
import type { IndicatorSnapshot } from '../../../shared/platform/strategy/indicator-memory.js';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { bucketsOf } from '../../../shared/pure/market/roll-up.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS, type Timeframe } from '../../../shared/pure/time/timeframe.js';
import { trendColumn } from '../domain/index.js';
import { walk } from '../domain/testing/walk.js';
import { trendNeed, type TrendTimeframes } from './trend-need.js';

const MINUTE = TIMEFRAME_MS['1m'];
const START = Date.UTC(2025, 0, 1);
const FRAMES: TrendTimeframes = { chart: '3m', cycle: '15m', band: '5m' };

/** A market that is asked as market-data is, and a bot that decides by it. */
class Market {
  readonly asked: string[] = [];
  readonly begun: string[] = [];
  /** Most candles of one answer. */
  page = 5_000;
  /** Open times of candles that it does not have (yet). */
  readonly withheld = new Set<string>();
  private readonly time: Float64Array;
  private readonly close: Float64Array;
  private readonly candles = new Map<Timeframe, readonly Candle[]>();

  constructor(
    count: number,
    seed: number,
    private readonly frames: TrendTimeframes = FRAMES,
    isGone: (minute: number) => boolean = () => false,
  ) {
    const closes = walk(count, seed);
    const kept = [...closes.keys()].filter((minute) => !isGone(minute));
    this.time = Float64Array.from(kept, (minute) => START + minute * MINUTE);
    this.close = Float64Array.from(kept, (minute) => closes[minute]!);
    for (const frame of new Set(Object.values(frames) as Timeframe[]))
      this.candles.set(frame, this.roll(frame));
  }

  readonly ask: AskCandles = async (timeframe, from, to, limit) => {
    this.asked.push(`${timeframe} ${from === null ? 'newest' : 'from'}`);
    const most = Math.min(limit, this.page);
    const found = this.candles
      .get(timeframe)!
      .filter(({ openTime }) => openTime < to && openTime >= (from ?? -Infinity))
      .filter(({ openTime }) => !this.withheld.has(`${timeframe} ${openTime}`));
    return from === null ? found.slice(-most) : found.slice(0, most);
  };

  get decisions(): readonly Candle[] {
    return this.candles.get(this.frames.chart)!;
  }

  /** The trend at each of these decision candles, by their place; each time from what was stored as JSON. */
  async decided(places: Iterable<number>, before?: IndicatorSnapshot) {
    const need = trendNeed(this.frames);
    let snapshot = before;
    const values: (number | null)[] = [];
    for (const place of places) {
      const wake = this.wake(this.decisions[place]!);
      const after = await foldCrossTimeframe(this.ask, wake, need, snapshot, (_, counts) => {
        this.begun.push(JSON.stringify(counts));
      });
      snapshot = JSON.parse(JSON.stringify(after)) as IndicatorSnapshot;
      values.push(snapshot.value);
    }
    return { values, snapshot: snapshot! };
  }

  /** The same from columns, as a backtest over the same minutes has it. */
  backtested(): readonly (number | null)[] {
    const { cycle, band, chart } = this.frames;
    const fine = { time: this.time, close: this.close, candleMs: MINUTE, unitsPerPrice: 1 };
    const column = trendColumn(fine, { cycle, band }, bucketsOf(this.time, MINUTE, chart).end);
    return [...column].map((value) => (Number.isNaN(value) ? null : value));
  }

  private wake(candle: Candle): Wake {
    const timeframe = this.frames.chart;
    const candleEnd = epochMs(candle.openTime + TIMEFRAME_MS[timeframe]);
    const series = { venue: 'paper', symbol: 'BTC/USDT:USDT', timeframe, shard: 0 };
    return {
      ...series,
      candleEnd,
      candle,
      step: null,
      finest: '1m',
      correlationId: 'c',
      closedAt: candleEnd,
    };
  }

  private roll(timeframe: Timeframe): readonly Candle[] {
    const { end, last } = bucketsOf(this.time, MINUTE, timeframe);
    return [...end].map((at, k) => {
      const close = String(this.close[last[k]!]!);
      const openTime = epochMs(at - TIMEFRAME_MS[timeframe]);
      return { openTime, open: close, high: close, low: close, close, volume: '1' };
    });
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const openAt = (minute: number): EpochMs => epochMs(START + minute * MINUTE);

describe('the trend of a live bot', () => {
  test('wherever it starts, and however often it is away, it is that of a backtest over the same candles', async () => {
    const market = new Market(3_600, 17);
    const expected = market.backtested();
    expect(new Set(expected)).toEqual(new Set([null, 0, 2, -2]));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 1_199 }), { maxLength: 40 }),
        async (chosen) => {
          const places = chosen.sort((a, b) => a - b);
          const { values } = await market.decided(places);
          expect(values).toEqual(places.map((place) => expected[place]));
        },
      ),
      { numRuns: 15 },
    );
  });

  test.each<TrendTimeframes>([
    { chart: '15m', cycle: '30m', band: '15m' },
    { chart: '30m', cycle: '30m', band: '1h' },
    { chart: '1h', cycle: '1h', band: '1h' },
    { chart: '2h', cycle: '1h', band: '1h' },
    { chart: '4h', cycle: '8h', band: '1h' },
  ])('on $chart with $cycle and $band too', async (frames) => {
    const minutes = 150 * (TIMEFRAME_MS[frames.cycle] / MINUTE) + 20_000;
    const market = new Market(minutes, 3, frames);
    const expected = market.backtested();
    const places = range(expected.length - 60, expected.length);
    expect((await market.decided(places)).values).toEqual(places.map((place) => expected[place]));
  });

  test('history comes in pages, and how much there was is told once', async () => {
    const market = new Market(3_000, 5);
    market.page = 70;
    const expected = market.backtested();
    const { values, snapshot } = await market.decided([900, 901, 902]);
    expect(values).toEqual(expected.slice(900, 903));
    expect(market.begun).toEqual([JSON.stringify({ '15m': 180, '5m': 540, '3m': 901 })]);
    expect(snapshot.memory).toMatchObject({ begunWith: { '15m': 180, '5m': 540, '3m': 901 } });
  });

  test('no more than seven thousand band candles are asked for', async () => {
    const market = new Market(40_000, 5);
    await market.decided([market.decisions.length - 1]);
    expect(JSON.parse(market.begun[0]!)).toEqual({ '15m': 2_334, '5m': 7_000, '3m': 11_667 });
  });

  test('from candle to candle only what has closed since is asked for', async () => {
    const market = new Market(3_000, 5);
    const { snapshot } = await market.decided([899]);
    market.asked.length = 0;
    await market.decided(range(900, 905), snapshot);
    // Fifteen minutes: three candles of five minutes, one of fifteen.
    expect(market.asked).toEqual(['5m from', '5m from', '15m from', '5m from']);
  });

  test('while a candle that was due is missing it is unknown, and goes on as soon as the next one has come', async () => {
    const market = new Market(3_000, 5);
    const expected = market.backtested();
    // The candle of 2,700 to 2,705 is due from the decision at 2,706 on, the next one from that at 2,712 on.
    market.withheld.add(`5m ${openAt(2_700)}`);
    const { values } = await market.decided(range(899, 906));
    expect(values.map((value) => value === null)).toEqual([false, false, true, true, false, false, false]);
    expect(expected.slice(899, 906)).not.toContain(null);
  });

  test('one that comes late, but before the next one, leaves no trace', async () => {
    const market = new Market(3_600, 5);
    const expected = market.backtested();
    market.withheld.add(`5m ${openAt(2_700)}`);
    const { values, snapshot } = await market.decided(range(899, 902));
    expect(values[2]).toBeNull();
    market.withheld.clear();
    expect((await market.decided(range(902, 1_200), snapshot)).values).toEqual(expected.slice(902, 1_200));
  });

  test('a hole that is over by the next decision makes nothing unknown: due are the newest candles', async () => {
    const market = new Market(3_600, 5, FRAMES, (minute) => minute >= 2_701 && minute < 2_727);
    const first = market.decisions.findIndex(({ openTime }) => openTime === openAt(2_700));
    const { values } = await market.decided(range(first, first + 60));
    expect(values).toEqual(market.backtested().slice(first, first + 60));
    expect(values).not.toContain(null);
  });

  test('five minutes without a trade are a missing candle, until the next one has closed', async () => {
    const market = new Market(3_600, 5, FRAMES, (minute) => minute >= 2_725 && minute < 2_730);
    const first = market.decisions.findIndex(({ openTime }) => openTime === openAt(2_724));
    const { values } = await market.decided(range(first, first + 60));
    const expected = market.backtested().slice(first, first + 60);
    expect(expected).not.toContain(null);
    expect(values).toEqual(expected.map((value, i) => (i === 1 ? null : value)));
  });

  test('decided once more it is what it was', async () => {
    const market = new Market(3_000, 5);
    const { snapshot } = await market.decided([899]);
    expect((await market.decided([899, 400], snapshot)).snapshot).toEqual(snapshot);
  });

  test('without enough history it is unknown', async () => {
    const market = new Market(1_700, 5);
    expect((await market.decided([10, 300, 560])).values).toEqual([null, null, null]);
  });
});
