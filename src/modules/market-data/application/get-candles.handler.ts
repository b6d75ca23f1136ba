import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import {
  bucketEnd,
  bucketOpen,
  isMultiple,
  TIMEFRAME_MS,
  type Timeframe,
} from '../../../shared/pure/time/timeframe.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { GetCandles } from '../contracts/queries/get-candles.query.js';
import { rollUpAll } from '../domain/roll-up.js';
import { CandleStore, type Series } from './ports/candle-store.port.js';

/** Stored candles read at once for one answer; 5,000 daily candles of minutes are more than anybody should wait for. */
const MAX_STORED = 200_000;

@QueryHandler(GetCandles)
export class GetCandlesHandler implements IQueryHandler<GetCandles> {
  constructor(private readonly candles: CandleStore) {}

  async execute({ data }: GetCandles): Promise<Result<readonly Candle[], Refusal>> {
    const known = await this.candles.known(data.venue, data.symbol);
    if (known.length === 0) {
      return err(
        refusal('unknown-instrument', `${data.venue} has no candles of ${data.symbol}`, {
          venue: data.venue,
          symbol: data.symbol,
        }),
      );
    }
    const source = coarsestThatDivides(
      known.map(({ series }) => series),
      data.timeframe,
    );
    if (source === null) {
      const finest = known.map(({ series }) => series.timeframe);
      return err(
        refusal('timeframe-too-fine', `only ${finest.join(', ')} candles are stored`, {
          timeframe: data.timeframe,
          stored: finest,
        }),
      );
    }
    const newest = known.find(({ series }) => series.timeframe === source.timeframe)!.newest;
    const stored = bucketEnd(newest, source.timeframe);
    return ok(await this.read(source, epochMs(Math.max(stored, data.asOf ?? stored)), data));
  }

  private async read(source: Series, now: EpochMs, data: GetCandles['data']): Promise<readonly Candle[]> {
    const { timeframe, from, to, limit } = data;
    const ratio = TIMEFRAME_MS[timeframe] / TIMEFRAME_MS[source.timeframe];
    const rows = Math.min((limit + 1) * ratio, MAX_STORED);
    const keep = from === null ? 'newest' : 'oldest';
    // Whole buckets: a bucket cut by `from` belongs to the answer only when it opens inside the range.
    const first = from === null ? null : ceilBucket(from, timeframe);
    const before = to === null ? now : epochMs(Math.min(now, ceilBucket(to, timeframe)));
    const stored = await this.candles.read(source, { from: first, before, limit: rows, keep });
    if (ratio === 1) return keep === 'newest' ? stored.slice(-limit) : stored.slice(0, limit);
    const cut = stored.length === rows;
    const whole =
      keep === 'newest' ? fromFirstWhole(stored, timeframe) : cut ? toLastWhole(stored, timeframe) : stored;
    const rolled = rollUpAll(whole, timeframe, before);
    return keep === 'newest' ? rolled.slice(-limit) : rolled.slice(0, limit);
  }
}

/** The coarsest stored series that the wanted timeframe can be built from, or null. */
function coarsestThatDivides(series: readonly Series[], wanted: Timeframe): Series | null {
  const fitting = series.filter(({ timeframe }) => isMultiple(wanted, timeframe));
  return fitting.sort((a, b) => TIMEFRAME_MS[b.timeframe] - TIMEFRAME_MS[a.timeframe])[0] ?? null;
}

function ceilBucket(at: EpochMs, timeframe: Timeframe): EpochMs {
  const open = bucketOpen(at, timeframe);
  return open === at ? at : bucketEnd(open, timeframe);
}

/** Drops a first bucket that does not begin at its start, be it that more was not read or that there is no more. */
function fromFirstWhole(candles: readonly Candle[], timeframe: Timeframe): readonly Candle[] {
  const first = candles[0];
  if (first === undefined) return candles;
  const whole = ceilBucket(first.openTime, timeframe);
  return candles.filter(({ openTime }) => openTime >= whole);
}

/** Drops the end that may be the beginning of a bucket whose rest was not read. */
function toLastWhole(candles: readonly Candle[], timeframe: Timeframe): readonly Candle[] {
  const last = candles.at(-1);
  if (last === undefined) return candles;
  const bucket = bucketOpen(last.openTime, timeframe);
  return candles.filter(({ openTime }) => openTime < bucket);
}
