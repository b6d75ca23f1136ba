import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { bucketEnd } from '../../../shared/pure/time/timeframe.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CandlesReceived } from '../../exchange/contracts/events/candles-received.event.js';
import { CandlesClosed, type ClosedCandle } from '../contracts/events/candles-closed.event.js';
import { endingAt } from '../domain/roll-up.js';
import { CoarseCandles } from './coarse-candles.js';
import { CandleStore } from './ports/candle-store.port.js';

/** Stores what a feed has told and tells which candles, of every timeframe, ended with it. */
@OnRecord('market-data', CandlesReceived)
export class StoreReceivedCandles implements RecordHandler<CandlesReceived> {
  constructor(
    private readonly candles: CandleStore,
    private readonly coarse: CoarseCandles,
  ) {}

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
    const coarser = await this.coarse.closed(tx, {
      ...{ venue, finest: timeframe, symbols: data.candles.map(({ symbol }) => symbol) },
      ...{ end, timeframes: endingAt(end, timeframe) },
    });
    tx.record(new CandlesClosed({ venue, end, candles: [...closed, ...coarser], finest: timeframe }));
  }
}
