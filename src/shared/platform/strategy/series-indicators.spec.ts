import type { Candle } from '../../pure/market/candle.js';
import { epochMs, type EpochMs } from '../../pure/time/epoch.js';
import type { Bus } from '../bus/bus.port.js';
import type { Wake } from './decision-store.port.js';
import { folded, type IndicatorNeed, type IndicatorSnapshot } from './indicator-memory.js';
import { foldIndicators } from './series-indicators.js';
import type { WorldMessages } from './strategy-world.js';

const HOUR = 3_600_000;
const NEEDS: readonly IndicatorNeed[] = [
  { name: 'rsi', length: 14 },
  { name: 'atr', length: 14 },
];

const candles: readonly Candle[] = Array.from({ length: 1_000 }, (_, index) => {
  const close = 100 + 20 * Math.sin(index / 9) + (index % 7);
  return {
    ...{ openTime: epochMs(index * HOUR), open: String(close) },
    ...{ high: String(close + 2), low: String(close - 1), close: String(close), volume: '1' },
  };
});

interface Asked {
  readonly from: EpochMs | null;
  readonly to: EpochMs;
  readonly limit: number;
}

/** Market data that answers at most `page` candles, whatever is asked for. */
function marketOf(page: number) {
  const asked: Asked[] = [];
  class Question {
    constructor(readonly data: Asked) {}
  }
  const bus = {
    ask: async ({ data }: Question) => {
      asked.push(data);
      const { from, to, limit } = data;
      const found = candles.filter(({ openTime }) => openTime < to && openTime >= (from ?? -Infinity));
      const most = Math.min(limit, page);
      return { ok: true, value: from === null ? found.slice(-most) : found.slice(0, most) };
    },
  } as unknown as Bus;
  const world = { candles: Question } as unknown as Pick<WorldMessages, 'candles'>;
  const at = async (index: number, stored: readonly IndicatorSnapshot[]) => {
    const candle = candles[index]!;
    const wake: Wake = {
      ...{ venue: 'paper', symbol: 'ETH/USDT:USDT', timeframe: '1h', candle, step: null, finest: '1h' },
      ...{ candleEnd: epochMs(candle.openTime + HOUR), correlationId: 'x', closedAt: epochMs(0) },
    } as Wake;
    const snapshots = await foldIndicators(bus, world, wake, NEEDS, stored, () => undefined);
    return [...snapshots.values()];
  };
  return { at, asked };
}

const inOneGo = (last: number, first = 0): readonly (IndicatorSnapshot | undefined)[] =>
  NEEDS.map((need) => folded(need, undefined, candles.slice(first, last + 1)));

describe('indicators of a series', () => {
  it('after an absence are what they would be without it, however short the answers of history are', async () => {
    const before = await marketOf(5_000).at(99, []);
    for (const page of [5_000, 130, 7]) {
      const { at, asked } = marketOf(page);
      expect(await at(900, before)).toEqual(inOneGo(900));
      expect(asked.length).toBeGreaterThanOrEqual((2 * 800) / page);
    }
  });

  it('begin with as much history as they want, in as many answers as it takes', async () => {
    for (const page of [5_000, 100])
      expect(await marketOf(page).at(900, [])).toEqual(inOneGo(900, 900 - 560));
  });

  it('begin with what there is where history is shorter', async () => {
    expect(await marketOf(5_000).at(20, [])).toEqual(inOneGo(20));
    expect(await marketOf(5_000).at(0, [])).toEqual(inOneGo(0));
  });

  it('ask nothing when the candle follows the one they know', async () => {
    const before = await marketOf(5_000).at(99, []);
    const { at, asked } = marketOf(5_000);
    expect(await at(100, before)).toEqual(inOneGo(100));
    expect(asked).toEqual([]);
  });
});
