import type { Pool } from 'pg';
import sql, { empty } from 'sql-template-tag';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../shared/pure/time/timeframe.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import type { Tx, UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CandleStore, type CandleRange, type Series } from '../application/ports/candle-store.port.js';
import { candleMonths, ensureCandlePartitions } from './candle-partitions.js';

const COPY_HISTORY =
  'COPY history (venue, symbol, timeframe, open_time, open, high, low, close, volume) FROM STDIN (FORMAT csv)';

interface CandleRow {
  readonly open_time: Date;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: string;
}

/** Candles in monthly partitions: single closes by unnest in the caller's transaction, history by COPY. */
export class PgCandleStore extends CandleStore {
  private readonly complete = new Set<string>();

  constructor(
    private readonly pool: Pool,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  override async append(
    tx: Tx,
    entries: readonly { readonly series: Series; readonly candle: Candle }[],
  ): Promise<void> {
    if (entries.length === 0) return;
    const times = entries.map(({ candle }) => candle.openTime);
    await this.ensurePartitions(tx, epochMs(Math.min(...times)), epochMs(Math.max(...times)));
    const column = (value: (entry: (typeof entries)[number]) => string): string[] => entries.map(value);
    await pg(tx).execute(sql`
      INSERT INTO market_data.candle (venue, symbol, timeframe, open_time, open, high, low, close, volume)
      SELECT * FROM unnest(
        ${column(({ series }) => series.venue)}::text[],
        ${column(({ series }) => series.symbol)}::text[],
        ${column(({ series }) => series.timeframe)}::text[],
        ${entries.map(({ candle }) => new Date(candle.openTime))}::timestamptz[],
        ${column(({ candle }) => candle.open)}::numeric[],
        ${column(({ candle }) => candle.high)}::numeric[],
        ${column(({ candle }) => candle.low)}::numeric[],
        ${column(({ candle }) => candle.close)}::numeric[],
        ${column(({ candle }) => candle.volume)}::numeric[])
      ON CONFLICT DO NOTHING`);
  }

  override async load(series: Series, candles: readonly Candle[]): Promise<void> {
    const first = candles[0];
    const last = candles.at(-1);
    if (first === undefined || last === undefined) return;
    await this.unitOfWork.run(async (tx) => {
      await this.ensurePartitions(tx, first.openTime, last.openTime);
      // COPY cannot skip what is there, so it goes through a table of this transaction's own.
      await pg(tx).execute(sql`CREATE TEMPORARY TABLE history (LIKE market_data.candle) ON COMMIT DROP`);
      await pg(tx).copyIn(COPY_HISTORY, csvLines(series, candles));
      await pg(tx).execute(sql`INSERT INTO market_data.candle SELECT * FROM history ON CONFLICT DO NOTHING`);
    });
  }

  override async read(series: Series, range: CandleRange, tx?: Tx): Promise<readonly Candle[]> {
    const { from, before, limit, keep } = range;
    const newest = keep === 'newest';
    const statement = sql`
      SELECT open_time, trim_scale(open)::text AS open, trim_scale(high)::text AS high, trim_scale(low)::text AS low,
             trim_scale(close)::text AS close, trim_scale(volume)::text AS volume
      FROM market_data.candle
      WHERE venue = ${series.venue} AND symbol = ${series.symbol} AND timeframe = ${series.timeframe}
        ${from === null ? empty : sql`AND open_time >= ${new Date(from)}`}
        ${before === null ? empty : sql`AND open_time < ${new Date(before)}`}
      ORDER BY open_time ${newest ? sql`DESC` : sql`ASC`} LIMIT ${limit}`;
    const rows =
      tx === undefined
        ? (await this.pool.query<CandleRow>(statement)).rows
        : await pg(tx).query<CandleRow>(statement);
    const candles = rows.map(candleOf);
    return newest ? candles.reverse() : candles;
  }

  override async known(
    venue: string,
    symbol: string,
  ): Promise<readonly { series: Series; newest: EpochMs }[]> {
    const { rows } = await this.pool.query<{ timeframe: string; newest: Date }>(sql`
      SELECT timeframe, max(open_time) AS newest FROM market_data.candle
      WHERE venue = ${venue} AND symbol = ${symbol} GROUP BY timeframe`);
    return rows.map((row) => ({
      series: { venue, symbol, timeframe: row.timeframe as Timeframe },
      newest: epochMs(row.newest.getTime()),
    }));
  }

  /** Partitions are never taken away while we run, so a range found complete need not be looked at again. */
  private async ensurePartitions(tx: Tx, from: EpochMs, to: EpochMs): Promise<void> {
    const months = candleMonths(from, to).filter(({ partition }) => !this.complete.has(partition));
    if (months.length === 0) return;
    const created = await ensureCandlePartitions(tx, from, to);
    // What this transaction has made is only there when it commits.
    if (created.length === 0) for (const { partition } of months) this.complete.add(partition);
  }
}

function* csvLines(series: Series, candles: readonly Candle[]): Iterable<string> {
  const key = `"${series.venue}","${series.symbol}","${series.timeframe}"`;
  for (const candle of candles) {
    const time = new Date(candle.openTime).toISOString();
    yield `${key},${time},${candle.open},${candle.high},${candle.low},${candle.close},${candle.volume}\n`;
  }
}

const candleOf = (row: CandleRow): Candle => ({
  openTime: epochMs(row.open_time.getTime()),
  open: row.open,
  high: row.high,
  low: row.low,
  close: row.close,
  volume: row.volume,
});
