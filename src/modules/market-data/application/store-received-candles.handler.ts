import type { Candle } from '../../../shared/pure/market/candle.js';
import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { bucketEnd, type Timeframe } from '../../../shared/pure/time/timeframe.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CandlesReceived } from '../../exchange/contracts/events/candles-received.event.js';
import { CandlesClosed, type ClosedCandle } from '../contracts/events/candles-closed.event.js';
import { endingAt, openOfEnding, rollUp } from '../domain/roll-up.js';
import { CandleStore, type Series } from './ports/candle-store.port.js';

/** Stores what a feed has told and tells which candles, of every timeframe, ended with it. */
@OnRecord('market-data', CandlesReceived)
export class StoreReceivedCandles implements RecordHandler<CandlesReceived> {
  constructor(private readonly candles: CandleStore) {}

  async handle({ data }: CandlesReceived, _envelope: Envelope, tx: Tx): Promise<void> {
    const { venue, timeframe } = data;
    const first = data.candles[0];
    if (first === undefined) return;
    const entries = data.candles.map(({ symbol, candle }) => ({
      series: { venue, symbol, timeframe },
      candle,
    }));
    await this.candles.append(tx, entries);
    const end = bucketEnd(first.candle.openTime, timeframe);
    const closed: ClosedCandle[] = data.candles.map(({ symbol, candle }) => ({ symbol, timeframe, candle }));
    // Asked all at once: on one connection the questions travel together.
    const coarser = endingAt(end, timeframe).flatMap((coarse) =>
      data.candles.map(async ({ symbol }) => {
        const candle = await this.build(venue, symbol, timeframe, coarse, end, tx);
        return { symbol, timeframe: coarse, candle };
      }),
    );
    for (const { candle, ...series } of await Promise.all(coarser))
      if (candle !== null) closed.push({ ...series, candle });
    tx.record(new CandlesClosed({ venue, end, candles: closed }));
  }

  private async build(
    venue: string,
    symbol: string,
    finest: Timeframe,
    coarse: Timeframe,
    end: EpochMs,
    tx: Tx,
  ): Promise<Candle | null> {
    const series = { venue, symbol, timeframe: finest };
    const from = openOfEnding(end, coarse);
    const parts = await this.candles.read(series, { from, before: end, limit: 5_000, keep: 'oldest' }, tx);
    const [first] = parts;
    if (first === undefined) return null;
    // Where history begins inside a candle, that candle is only known in part; a gap inside one is part of it.
    if (first.openTime > from && !(await this.reachesBefore(series, from, tx))) return null;
    return rollUp(parts, coarse);
  }

  private async reachesBefore(series: Series, at: EpochMs, tx: Tx): Promise<boolean> {
    const earlier = await this.candles.read(series, { from: null, before: at, limit: 1, keep: 'newest' }, tx);
    return earlier.length > 0;
  }
}
