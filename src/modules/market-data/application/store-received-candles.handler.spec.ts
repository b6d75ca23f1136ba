import fc from 'fast-check';
import type { Candle } from '../../../shared/pure/market/candle.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import type { RecordMessage } from '../../../shared/pure/messages/message.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { bucketEnd, bucketOpen, TIMEFRAME_MS } from '../../../shared/pure/time/timeframe.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CandlesReceived } from '../../exchange/contracts/events/candles-received.event.js';
import { TimePassed } from '../../exchange/contracts/events/time-passed.event.js';
import { CandlesClosed, type ClosedCandle } from '../contracts/events/candles-closed.event.js';
import { rollUp } from '../domain/roll-up.js';
import { CloseOverdueCandles } from './close-overdue-candles.handler.js';
import { CoarseCandles } from './coarse-candles.js';
import { CandleStore, type CandleRange } from './ports/candle-store.port.js';
import { StoreReceivedCandles } from './store-received-candles.handler.js';

const MINUTE = TIMEFRAME_MS['1m'];
/** Within a day, so that every timeframe ends at least once. */
const START = Date.UTC(2025, 0, 1, 23);

/** Candles in memory; what is there stays as it is. */
class Stored extends CandleStore {
  readonly candles = new Map<number, Candle>();

  override async append(_tx: Tx, entries: readonly { readonly candle: Candle }[]): Promise<void> {
    for (const { candle } of entries)
      if (!this.candles.has(candle.openTime)) this.candles.set(candle.openTime, candle);
  }

  override async load(): Promise<void> {
    throw new Error('nothing is loaded here');
  }

  override async read(_: unknown, { from, before, limit, keep }: CandleRange): Promise<readonly Candle[]> {
    const inside = [...this.candles.values()].filter(
      ({ openTime }) => openTime >= (from ?? -Infinity) && openTime < (before ?? Infinity),
    );
    return keep === 'newest' ? inside.slice(-limit) : inside.slice(0, limit);
  }

  override async known() {
    return [];
  }
}

/** A feed of minutes, and everything that is told to have closed. */
class Feed {
  readonly stored = new Stored();
  readonly told: CandlesClosed[] = [];
  private readonly tx = {
    record: (...messages: RecordMessage[]) => void this.told.push(...(messages as CandlesClosed[])),
  } as unknown as Tx;
  private readonly received: StoreReceivedCandles;
  private readonly overdue: CloseOverdueCandles;

  constructor() {
    const coarse = new CoarseCandles(this.stored);
    this.received = new StoreReceivedCandles(this.stored, coarse);
    this.overdue = new CloseOverdueCandles(coarse);
  }

  async tell(minute: number, close: number): Promise<void> {
    const price = String(close);
    const prices = { open: price, high: price, low: price, close: price, volume: '1' };
    const candle = { openTime: epochMs(START + minute * MINUTE), ...prices };
    const data = { venue: 'v', timeframe: '1m' as const, candles: [{ symbol: 's', candle }] };
    await this.received.handle(new CandlesReceived(data), {} as Envelope, this.tx);
  }

  async passed(from: number, to: number): Promise<void> {
    const time = { from: epochMs(START + from * MINUTE), to: epochMs(START + to * MINUTE) };
    const data = { venue: 'v', timeframe: '1m' as const, symbols: ['s'], ...time };
    await this.overdue.handle(new TimePassed(data), {} as Envelope, this.tx);
  }
}

const walk = fc.array(
  fc.record({ skip: fc.constantFrom(0, 0, 0, 1, 4, 17), close: fc.integer({ min: 90, max: 110 }) }),
  { minLength: 30, maxLength: 150 },
);

/** Tells the minutes of a walk; `repaint` tells every one of them once more, with another close. */
async function walked(feed: Feed, minutes: readonly { skip: number; close: number }[], repaint: boolean) {
  let minute = 0;
  for (const { skip, close } of minutes) {
    if (skip > 0) await feed.passed(minute, minute + skip);
    minute += skip;
    await feed.tell(minute, close);
    if (repaint) await feed.tell(minute, close + 1_000);
    minute += 1;
  }
}

const coarse = (told: readonly CandlesClosed[]): readonly ClosedCandle[] =>
  told.flatMap(({ data }) => data.candles).filter(({ timeframe }) => timeframe !== '1m');

describe('a candle that is still forming', () => {
  test('is told to nobody: what is told has ended, is told at its end, and never changes afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async (minutes) => {
        const feed = new Feed();
        await walked(feed, minutes, false);
        const seen = new Set<string>();
        for (const { data } of feed.told)
          for (const { timeframe, candle } of data.candles) {
            expect(bucketEnd(candle.openTime, timeframe)).toBe(data.end);
            expect(seen.has(`${timeframe} ${candle.openTime}`)).toBe(false);
            seen.add(`${timeframe} ${candle.openTime}`);
            // Every minute that ever came of it was there when it was told.
            const parts = [...feed.stored.candles.values()].filter(
              ({ openTime }) => bucketOpen(openTime, timeframe) === candle.openTime,
            );
            if (timeframe !== '1m') expect(candle).toEqual(rollUp(parts, timeframe));
          }
      }),
      { numRuns: 60 },
    );
  });

  test('may be painted over as often as its feed likes: the candles made of what has closed stay the same', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async (minutes) => {
        const [still, painted] = [new Feed(), new Feed()];
        await walked(still, minutes, false);
        await walked(painted, minutes, true);
        const once = new Map(
          coarse(painted.told).map((one) => [`${one.timeframe} ${one.candle.openTime}`, one]),
        );
        expect([...once.values()]).toEqual(coarse(still.told));
      }),
      { numRuns: 30 },
    );
  });
});
