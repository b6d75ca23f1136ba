import type { Candle } from '../../../shared/pure/market/candle.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS, type Timeframe } from '../../../shared/pure/time/timeframe.js';
import { GetCandles } from '../contracts/queries/get-candles.query.js';
import { GetCandlesHandler } from './get-candles.handler.js';
import { CandleStore, type CandleRange } from './ports/candle-store.port.js';

const MINUTE = TIMEFRAME_MS['1m'];

/** Minutes in memory; a minute's close is its number. */
class Minutes extends CandleStore {
  readonly candles: readonly Candle[];

  constructor(minutes: readonly number[]) {
    super();
    this.candles = minutes.map((minute) => {
      const price = String(minute);
      const prices = { open: price, high: price, low: price, close: price };
      return { openTime: epochMs(minute * MINUTE), ...prices, volume: '1' };
    });
  }

  override async append(): Promise<void> {
    throw new Error('nothing is written here');
  }

  override async load(): Promise<void> {
    throw new Error('nothing is written here');
  }

  override async read(_: unknown, { from, before, limit, keep }: CandleRange): Promise<readonly Candle[]> {
    const inside = this.candles.filter(
      ({ openTime }) => openTime >= (from ?? -Infinity) && openTime < (before ?? Infinity),
    );
    return keep === 'newest' ? inside.slice(-limit) : inside.slice(0, limit);
  }

  override async known(venue: string, symbol: string) {
    const series = { venue, symbol, timeframe: '1m' } as const;
    return this.candles.length === 0 ? [] : [{ series, newest: this.candles.at(-1)!.openTime }];
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Open minutes and closes of the answer. */
async function asked(
  minutes: readonly number[],
  timeframe: Timeframe,
  {
    from = null,
    to = null,
    asOf = null,
    limit = 100,
  }: { from?: number | null; to?: number | null; asOf?: number | null; limit?: number } = {},
): Promise<readonly (readonly [number, string])[]> {
  const at = (minute: number | null) => (minute === null ? null : epochMs(minute * MINUTE));
  const data = { venue: 'v', symbol: 's', timeframe, from: at(from), to: at(to), asOf: at(asOf), limit };
  const answer = await new GetCandlesHandler(new Minutes(minutes)).execute(new GetCandles(data));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.map(({ openTime, close }) => [openTime / MINUTE, close]);
}

describe('candles that are asked for', () => {
  test('coarser ones are built from those that are stored, the last only when it has ended', async () => {
    expect(await asked(range(0, 14), '5m')).toEqual([
      [0, '4'],
      [5, '9'],
    ]);
  });

  test('where data begins in the middle of a bucket, that bucket is none', async () => {
    expect(await asked(range(2, 15), '5m')).toEqual([
      [5, '9'],
      [10, '14'],
    ]);
    expect(await asked(range(2, 15), '5m', { limit: 2 })).toHaveLength(2);
  });

  test('one whose last parts are missing is whole once the market is known to be past it', async () => {
    expect(await asked(range(0, 8), '5m', { asOf: 9 })).toEqual([[0, '4']]);
    expect(await asked(range(0, 8), '5m', { asOf: 10 })).toEqual([
      [0, '4'],
      [5, '7'],
    ]);
    expect(await asked(range(0, 8), '5m', { from: 5, to: 10, asOf: 10 })).toEqual([[5, '7']]);
  });

  test('a later bucket whose start is missing is one', async () => {
    expect(await asked([...range(0, 5), 7, 8, 9], '5m')).toEqual([
      [0, '4'],
      [5, '9'],
    ]);
  });

  test('the newest ones, however few are asked for', async () => {
    expect(await asked(range(0, 60), '5m', { limit: 2 })).toEqual([
      [50, '54'],
      [55, '59'],
    ]);
    expect(await asked(range(3, 60), '5m', { limit: 2, to: 20 })).toEqual([
      [10, '14'],
      [15, '19'],
    ]);
  });

  test('or the oldest from a time on', async () => {
    expect(await asked(range(0, 60), '5m', { from: 11, limit: 2 })).toEqual([
      [15, '19'],
      [20, '24'],
    ]);
    expect(await asked(range(0, 60), '5m', { from: 50, to: 55 })).toEqual([[50, '54']]);
  });

  test('nothing known of a symbol is a refusal', async () => {
    await expect(asked([], '5m')).rejects.toThrow('unknown-instrument');
  });
});
