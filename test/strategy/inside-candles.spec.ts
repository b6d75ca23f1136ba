import fc from 'fast-check';
import type { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { Rsi } from '../../src/shared/pure/indicators/index.js';
import type { Candle } from '../../src/shared/pure/market/candle.js';
import type { Instrument } from '../../src/shared/pure/market/instrument.js';
import { marketScale } from '../../src/shared/pure/market/scale.js';
import { bucketEnd, bucketOpen } from '../../src/shared/pure/time/timeframe.js';
import { epochMs, type EpochMs } from '../../src/shared/pure/time/epoch.js';
import type { Member, Wake } from '../../src/shared/platform/strategy/decision-store.port.js';
import { emptyGlance } from '../../src/shared/platform/strategy/glance.js';
import { known } from '../../src/shared/platform/strategy/indicator-memory.js';
import type { Terms } from '../../src/shared/platform/strategy/instance.js';
import { foldIndicators } from '../../src/shared/platform/strategy/series-indicators.js';
import { ShardMemory } from '../../src/shared/platform/strategy/shard-memory.js';
import type { BoundKernel } from '../../src/shared/platform/strategy/strategy.port.js';
import type { WorldMessages } from '../../src/shared/platform/strategy/strategy-world.js';

const MINUTE = 60_000;
const LENGTH = 3;
const MARKET: Instrument = {
  ...{ symbol: 'BTC/USDT:USDT', kind: 'perpetual', base: 'BTC', quote: 'USDT', tick: '0.01', lot: '0.001' },
  ...{ minSize: '0.001', minNotional: '5', quoteScale: 8, maintenanceRate: '0.005', priceBands: null },
};
const SERIES = { venue: 'paper', symbol: MARKET.symbol, timeframe: '5m', shard: 0 } as const;

/** What a kernel is told at a close. */
interface Heard {
  readonly at: number;
  readonly open: number;
  readonly close: number;
  readonly rsi: number | null;
  readonly previous: number | null;
}

/** A minute of the feed; some are missing. */
interface Minute {
  readonly open: EpochMs;
  readonly close: number;
}

/** A kernel that does nothing but listen. */
function listener(decidesInside: boolean, heard: Heard[]): BoundKernel {
  return {
    scale: marketScale(MARKET, 2),
    indicators: [{ name: 'rsi', length: LENGTH }],
    decidesInside,
    start: () => ({}),
    step: (state, input, { at }) => {
      if (input.kind !== 'candle-closed') throw new Error(input.kind);
      const { open, close, values } = input;
      heard.push({ at, open, close, rsi: values['rsi'] ?? null, previous: values['rsi.previous'] ?? null });
      return { state, outputs: [] };
    },
    isIdle: () => true,
    like: () => null,
    explain: () => [],
    chapterOf: () => null,
    mayTakeSettings: () => true,
  };
}

const member = (id: string): Member => ({
  ...{ id, accountId: id, epoch: 1, settingsVersion: 1, wantedSettings: 1, version: 1 },
  ...{ isHalted: false, decidedAt: null, mark: '1' },
});

const candleOf = (openTime: EpochMs, close: number): Candle => {
  const text = (close / 100).toFixed(2);
  return { openTime, open: text, high: text, low: text, close: text, volume: '1' };
};

/** A feed of minutes with the series of two bots, one that decides inside its candles and one that does not. */
class Feed {
  readonly inside: Heard[] = [];
  readonly closed: Heard[] = [];
  private readonly state = {};
  private readonly kernels = [listener(true, this.inside), listener(false, this.closed)];
  private readonly stored: Candle[] = [];
  private memory = this.begin();
  private last: Minute | null = null;

  constructor(private readonly isStepped: boolean) {}

  /** Goes on in another process, which finds what was written down, or nothing. */
  restart(isWrittenDown: boolean): void {
    const snapshots = this.memory.of(SERIES).snapshots();
    this.memory = this.begin();
    if (isWrittenDown) this.memory.of(SERIES).restore(JSON.parse(JSON.stringify(snapshots)));
  }

  async tell(minute: Minute): Promise<void> {
    const { last } = this;
    if (last !== null && bucketOpen(last.open, '5m') !== bucketOpen(minute.open, '5m')) {
      const end = bucketEnd(bucketOpen(last.open, '5m'), '5m');
      if (last.open + MINUTE < end) await this.close(last, end, {});
    }
    this.last = minute;
    const end = epochMs(minute.open + MINUTE);
    if (end % (5 * MINUTE) === 0) await this.close(minute, end, { finest: '1m' });
    else await this.wake({ candle: candleOf(minute.open, minute.close), candleEnd: end, finest: '1m' });
  }

  private async close({ open, close }: Minute, end: EpochMs, named: Pick<Wake, 'finest'>): Promise<void> {
    const candle = candleOf(bucketOpen(open, '5m'), close);
    this.stored.push(candle);
    await this.wake({ candle, candleEnd: end, ...named });
  }

  private async wake(of: Pick<Wake, 'candle' | 'candleEnd' | 'finest'>): Promise<void> {
    const wake: Wake = {
      ...{ ...SERIES, step: this.isStepped ? 1 : null, correlationId: 'c', closedAt: epochMs(0) },
      ...of,
    };
    const series = this.memory.of(wake);
    const missing = series.fold(wake);
    const before = series.snapshots();
    series.take(
      (await foldIndicators(this.bus(), this.world, wake, missing, before, () => undefined)).values(),
    );
    series.glance(wake, emptyGlance());
  }

  private begin(): ShardMemory {
    const memory = new ShardMemory(1);
    memory.of(SERIES).reseat({ members: [member('in'), member('out')], left: [] }, ({ id }) => ({
      kernel: this.kernels[id === 'in' ? 0 : 1]!,
      terms: {} as Terms,
      state: this.state,
    }));
    return memory;
  }

  private readonly world = {
    candles: class {
      constructor(readonly data: unknown) {}
    },
  } as unknown as Pick<WorldMessages, 'candles'>;

  private bus(): Bus {
    const ask = ({ data }: { readonly data: { from: number | null; to: number; limit: number } }) => {
      const { from, to, limit } = data;
      const found = this.stored.filter(({ openTime }) => openTime < to && openTime >= (from ?? 0));
      return Promise.resolve({
        ok: true,
        value: from === null ? found.slice(-limit) : found.slice(0, limit),
      });
    };
    return { ask } as unknown as Bus;
  }
}

/** What is to be heard inside the candles, from the rules: all closes before, and this one. */
function expected(minutes: readonly Minute[]): readonly Heard[] {
  return minutes.map(({ open, close }, index) => {
    const bucket = bucketOpen(open, '5m');
    const rsi = new Rsi(LENGTH);
    let previous = NaN;
    for (const [at, one] of minutes.slice(0, index).entries()) {
      const own = bucketOpen(one.open, '5m');
      if (own < bucket && own !== bucketOpen(minutes[at + 1]!.open, '5m'))
        previous = rsi.next(one.close / 100);
    }
    const now = rsi.next(close / 100);
    return { at: open + MINUTE, open: bucket, close, rsi: known(now), previous: known(previous) };
  });
}

const minutesOf = (walk: readonly { readonly close: number; readonly skip: number }[]): Minute[] => {
  let at = 0;
  return walk.map(({ close, skip }, index) => {
    at += index === 0 ? 0 : (1 + skip) * MINUTE;
    return { open: epochMs(at), close };
  });
};

const walks = fc.array(
  fc.record({
    close: fc.integer({ min: 9_000, max: 11_000 }),
    skip: fc.oneof(
      { weight: 9, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) },
    ),
  }),
  { minLength: 30, maxLength: 80 },
);

describe('a bot that decides inside its candles', () => {
  it('hears every close of the finest candles with the candle as it is forming, wherever the process is another one', async () => {
    await fc.assert(
      fc.asyncProperty(walks, fc.array(fc.nat(79)), fc.boolean(), async (walk, restarts, isWrittenDown) => {
        const minutes = minutesOf(walk);
        const feed = new Feed(true);
        for (const [index, minute] of minutes.entries()) {
          if (restarts.includes(index)) feed.restart(isWrittenDown);
          await feed.tell(minute);
        }
        expect(feed.inside).toEqual(expected(minutes));
      }),
      { numRuns: 60 },
    );
  });

  it('is alone with that: its neighbour of the same series hears its own candles, overdue ones too', async () => {
    const feed = new Feed(true);
    const walk = Array.from({ length: 21 }, (_, index) => ({
      close: 10_000 + index,
      skip: index === 14 ? 1 : 0,
    }));
    for (const minute of minutesOf(walk)) await feed.tell(minute);
    // The minute from 14 to 15 is missing.
    expect(feed.closed.map(({ at }) => at / MINUTE)).toEqual([5, 10, 15, 20]);
    expect(feed.inside.map(({ at }) => at / MINUTE)).not.toContain(15);
    expect(feed.inside).toHaveLength(21);
  });

  it('on a live market knows nothing where the candle before is not there', async () => {
    const walk = Array.from({ length: 33 }, (_, index) => ({
      close: 10_000 + (index % 4),
      skip: index === 25 ? 5 : 0,
    }));
    const [live, stepped] = [new Feed(false), new Feed(true)];
    for (const minute of minutesOf(walk)) {
      await live.tell(minute);
      await stepped.tell(minute);
    }
    // Not one minute of 25 to 30 is there.
    expect(live.inside[24]!.rsi).not.toBeNull();
    for (const heard of live.inside.slice(25, 29)) expect(heard).toMatchObject({ rsi: null, previous: null });
    expect(stepped.inside[25]!.rsi).not.toBeNull();
    expect(live.inside.at(-1)!.rsi).not.toBeNull();
  });
});
