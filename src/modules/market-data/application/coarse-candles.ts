import { Injectable } from '@nestjs/common';
import type { Candle } from '../../../shared/pure/market/candle.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../shared/pure/time/timeframe.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { ClosedCandle } from '../contracts/events/candles-closed.event.js';
import { openOfEnding, rollUp, type Ending } from '../domain/roll-up.js';
import { CandleStore, type Series } from './ports/candle-store.port.js';

/** Which candles are asked for. */
export interface CoarseEnding extends Ending {
  readonly venue: string;
  /** Timeframe of the stored candles that they are built from. */
  readonly finest: Timeframe;
  readonly symbols: readonly string[];
}

/** The candles of coarser timeframes at the instant at which they end, built from the stored ones. */
@Injectable()
export class CoarseCandles {
  constructor(private readonly candles: CandleStore) {}

  /** Every one that there is; of a timeframe without candles, or whose first one is known in part only, there is none. */
  async closed(
    tx: Tx,
    { venue, finest, symbols, end, timeframes }: CoarseEnding,
  ): Promise<readonly ClosedCandle[]> {
    // Asked all at once: on one connection the questions travel together.
    const built = await Promise.all(
      timeframes.flatMap((timeframe) =>
        symbols.map(async (symbol) => {
          const candle = await this.build({ venue, symbol, timeframe: finest }, timeframe, end, tx);
          return { symbol, timeframe, candle };
        }),
      ),
    );
    return built.flatMap(({ candle, ...series }) => (candle === null ? [] : [{ ...series, candle }]));
  }

  private async build(series: Series, coarse: Timeframe, end: EpochMs, tx: Tx): Promise<Candle | null> {
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
