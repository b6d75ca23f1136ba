import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { pg, type PgTx } from '../../../shared/platform/persistence/pg-tx.js';
import { raw, sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';

/** A month of candles: its partition and its half-open range of open times, UTC. */
export interface CandleMonth {
  readonly partition: string;
  readonly from: string;
  readonly until: string;
}

/** The months that hold an open time between `from` and `to`, both included. */
export function candleMonths(from: EpochMs, to: EpochMs): readonly CandleMonth[] {
  const months: CandleMonth[] = [];
  for (let start = monthOf(from); start <= to; start = nextMonth(start)) months.push(month(start));
  return months;
}

/**
 * Makes the missing monthly partitions for open times between `from` and `to`, both included; answers the names it made.
 * Any number of callers may do so at once: one makes them, the others wait for its commit and find them. Keep the
 * transaction to this alone. A partition is made beside and attached, which does not hold up those who read and write
 * candles meanwhile.
 */
export async function ensureCandlePartitions(tx: Tx, from: EpochMs, to: EpochMs): Promise<readonly string[]> {
  const wanted = candleMonths(from, to);
  const connection = pg(tx);
  if ((await missing(connection, wanted)).length === 0) return [];
  await connection.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('market_data.candle', 0))`);
  const absent = await missing(connection, wanted);
  for (const each of absent) await attach(connection, each);
  return absent.map(({ partition }) => partition);
}

async function missing(tx: PgTx, wanted: readonly CandleMonth[]): Promise<readonly CandleMonth[]> {
  const rows = await tx.query<{ relname: string }>(sql`
    SELECT child.relname FROM pg_inherits
    JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = 'market_data.candle'::regclass
      AND child.relname = ANY(${wanted.map(({ partition }) => partition)})`);
  const there = new Set(rows.map(({ relname }) => relname));
  return wanted.filter(({ partition }) => !there.has(partition));
}

/** Names and bounds are made of a calendar month only, so they may stand in the text of the statement. */
async function attach(tx: PgTx, { partition, from, until }: CandleMonth): Promise<void> {
  const table = raw(`market_data.${partition}`);
  await tx.execute(sql`CREATE TABLE ${table} (LIKE market_data.candle INCLUDING ALL)`);
  await tx.execute(sql`ALTER TABLE market_data.candle
    ATTACH PARTITION ${table} FOR VALUES FROM (${raw(`'${from}'`)}) TO (${raw(`'${until}'`)})`);
}

function month(start: number): CandleMonth {
  const from = new Date(start).toISOString();
  const until = new Date(nextMonth(start)).toISOString();
  return { partition: `candle_${from.slice(0, 7).replace('-', '_')}`, from, until };
}

function monthOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function nextMonth(start: number): number {
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}
