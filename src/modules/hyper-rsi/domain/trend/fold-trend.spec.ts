import fc from 'fast-check';
import { bucketsOf } from '../../../../shared/pure/market/roll-up.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { bucketOpen, TIMEFRAME_MS, type Timeframe } from '../../../../shared/pure/time/timeframe.js';
import { walk } from '../testing/walk.js';
import { foldTrend, trendColumn } from './fold-trend.js';
import { Trend, type TrendSnapshot } from './trend.js';

const MINUTE = TIMEFRAME_MS['1m'];
const START = Date.UTC(2025, 0, 1);
const FRAMES = { chart: '3m', cycle: '15m', band: '5m' } as const;

interface Minutes {
  readonly time: Float64Array;
  readonly close: Float64Array;
}

/** `count` minutes of a market, those left out for which `isGone` says so. */
function minutes(count: number, seed: number, isGone: (minute: number) => boolean = () => false): Minutes {
  const closes = walk(count, seed);
  const kept = [...closes.keys()].filter((minute) => !isGone(minute));
  return {
    time: Float64Array.from(kept, (minute) => START + minute * MINUTE),
    close: Float64Array.from(kept, (minute) => closes[minute]!),
  };
}

const column = ({ time, close }: Minutes, { chart, cycle, band }: Record<keyof typeof FRAMES, Timeframe>) => {
  const decisions = bucketsOf(time, MINUTE, chart).end;
  const fine = { time, close, candleMs: MINUTE, unitsPerPrice: 1 };
  return { decisions, values: trendColumn(fine, { cycle, band }, decisions) };
};

/**
 * The same as a bot lives it: minute after minute, each candle of a higher timeframe told when it ends, the chart's closes
 * decided; cut whenever `restart` says so.
 */
function lived({ time, close }: Minutes, restart: (decision: number) => boolean = () => false) {
  const frames = [FRAMES.cycle, FRAMES.band, FRAMES.chart];
  const forming = new Map<Timeframe, { end: number; close: number }>();
  const values: (number | null)[] = [];
  let trend = Trend.start();
  const ends = (now: number): void => {
    // In the order of their ends; at one instant the chart comes last.
    for (;;) {
      const due = frames
        .flatMap((frame) => (forming.has(frame) ? [{ frame, ...forming.get(frame)! }] : []))
        .filter(({ end }) => end <= now)
        .sort((a, b) => a.end - b.end || frames.indexOf(a.frame) - frames.indexOf(b.frame))[0];
      if (due === undefined) return;
      forming.delete(due.frame);
      if (due.frame === FRAMES.cycle) trend.cycle.next(due.close);
      else if (due.frame === FRAMES.band) trend.band.next(due.close);
      else {
        values.push(trend.decide());
        if (restart(values.length))
          trend = Trend.restore(JSON.parse(JSON.stringify(trend.snapshot())) as TrendSnapshot);
      }
    }
  };
  const first = time[0] ?? 0;
  time.forEach((at, i) => {
    ends(at);
    for (const frame of frames) {
      const open = bucketOpen(epochMs(at), frame);
      if (open < first) continue;
      forming.set(frame, { end: open + TIMEFRAME_MS[frame], close: close[i]! });
    }
    ends(at + MINUTE);
  });
  return values.map((value) => value ?? NaN);
}

/** Minutes with holes of all sizes, beginning anywhere. */
const gappy = fc
  .tuple(
    fc.integer({ min: 1, max: 1_000 }),
    fc.nat(40),
    fc.array(fc.tuple(fc.nat(3_000), fc.constantFrom(1, 2, 3, 5, 9, 20, 60)), { maxLength: 25 }),
  )
  .map(([seed, skipped, holes]) =>
    minutes(
      3_000,
      seed,
      (minute) =>
        minute < skipped || holes.some(([from, length]) => minute >= from && minute < from + length),
    ),
  );

describe('the trend over columns', () => {
  test('is what a bot sees that lives through the same minutes, gaps or not, restarted anywhere or not', () => {
    fc.assert(
      fc.property(gappy, fc.integer({ min: 1, max: 400 }), (market, every) => {
        const { values } = column(market, FRAMES);
        expect([...values]).toEqual(lived(market));
        expect(lived(market, (decision) => decision % every === 0)).toEqual([...values]);
      }),
      { numRuns: 25 },
    );
  });

  test('the trend of the first candles is that of all candles, as far as they go', () => {
    const market = minutes(4_000, 21);
    const whole = column(market, FRAMES).values;
    fc.assert(
      fc.property(fc.nat(4_000), (cut) => {
        const part = { time: market.time.subarray(0, cut), close: market.close.subarray(0, cut) };
        const { values } = column(part, FRAMES);
        expect(values).toEqual(whole.subarray(0, values.length));
      }),
      { numRuns: 40 },
    );
  });

  test('folded in two goes it is the same as in one', () => {
    const market = minutes(3_000, 8);
    const { decisions, values } = column(market, FRAMES);
    const closes = (timeframe: Timeframe) => {
      const { end, last } = bucketsOf(market.time, MINUTE, timeframe);
      return { end, close: Float64Array.from(last, (at) => market.close[at]!) };
    };
    const cut = (all: ReturnType<typeof closes>, from: number, to: number) => ({
      end: all.end.filter((end) => end > from && end <= to),
      close: all.close.filter((_, k) => all.end[k]! > from && all.end[k]! <= to),
    });
    const middle = decisions[700]!;
    const trend = Trend.start();
    const [cycle, band] = [closes(FRAMES.cycle), closes(FRAMES.band)];
    const first = foldTrend(trend, decisions.subarray(0, 701), cut(cycle, 0, middle), cut(band, 0, middle));
    const rest = foldTrend(
      trend,
      decisions.subarray(701),
      cut(cycle, middle, Infinity),
      cut(band, middle, Infinity),
    );
    expect([...first, ...rest]).toEqual([...values]);
  });

  test('it is known from the close at which the 120th trend candle counts, which ends at that very instant', () => {
    const { decisions, values } = column(minutes(2_000, 2), FRAMES);
    const known = values.findIndex((value) => !Number.isNaN(value));
    expect(decisions[known]).toBe(START + 120 * TIMEFRAME_MS['15m']);
  });

  test('and where the band is the slower one, at the 114th band candle', () => {
    const { decisions, values } = column(minutes(7_200, 2), { chart: '30m', cycle: '30m', band: '1h' });
    const known = values.findIndex((value) => !Number.isNaN(value));
    expect(decisions[known]).toBe(START + 114 * TIMEFRAME_MS['1h']);
  });

  test('prices in units are the prices they mean', () => {
    const { time, close } = minutes(6_000, 13);
    const decisions = bucketsOf(time, MINUTE, '3m').end;
    const units = close.map((price) => Math.round(price * 100));
    const frames = { cycle: '15m', band: '5m' } as const;
    const told = { time, candleMs: MINUTE };
    expect(trendColumn({ ...told, close: units, unitsPerPrice: 100 }, frames, decisions)).toEqual(
      trendColumn({ ...told, close, unitsPerPrice: 1 }, frames, decisions),
    );
  });

  test('a market shows all three trends', () => {
    const { values } = column(minutes(40_000, 5), FRAMES);
    expect([...new Set(values)].filter((value) => !Number.isNaN(value)).sort()).toEqual([-2, 0, 2]);
  });
});
