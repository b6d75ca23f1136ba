import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { TimePassed } from '../../exchange/contracts/events/time-passed.event.js';
import { CandlesClosed } from '../contracts/events/candles-closed.event.js';
import { overdue } from '../domain/roll-up.js';
import { CoarseCandles } from './coarse-candles.js';

/** Where candles are missing, those of coarser timeframes that had begun close at their nominal ends, in the order of these. */
@OnRecord('market-data', TimePassed)
export class CloseOverdueCandles implements RecordHandler<TimePassed> {
  constructor(private readonly coarse: CoarseCandles) {}

  async handle({ data }: TimePassed, _envelope: Envelope, tx: Tx): Promise<void> {
    const { venue, timeframe: finest, symbols, from, to } = data;
    for (const ending of overdue(from, to, finest)) {
      const candles = await this.coarse.closed(tx, { ...ending, venue, finest, symbols });
      if (candles.length > 0) tx.record(new CandlesClosed({ venue, end: ending.end, candles }));
    }
  }
}
