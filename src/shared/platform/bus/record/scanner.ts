import type { Pool } from 'pg';
import sql, { join, raw } from 'sql-template-tag';
import { schemaOf } from './outbox.js';
import type { Waiting } from './record-rows.port.js';

/** Finds, in one question, the modules whose rows wait for work. */
export async function scan(pool: Pool, modules: readonly string[]): Promise<readonly Waiting[]> {
  if (modules.length === 0) return [];
  const looks = modules.map((module) => {
    const schema = raw(schemaOf(module));
    return sql`SELECT ${module}::text AS module,
      EXISTS (SELECT 1 FROM ${schema}.outbox WHERE sent_at IS NULL) AS outbox,
      EXISTS (SELECT 1 FROM ${schema}.inbox WHERE done_at IS NULL AND dead_at IS NULL
              AND (next_attempt_at IS NULL OR next_attempt_at <= now())) AS inbox`;
  });
  const { rows } = await pool.query<{ module: string; outbox: boolean; inbox: boolean }>(
    sql`${join(looks, ' UNION ALL ')}`,
  );
  return rows.filter((row) => row.outbox || row.inbox);
}

export interface Backlog {
  readonly module: string;
  readonly outbox: number;
  readonly inbox: number;
  readonly dead: number;
  /** Age of the oldest row that should have moved, in milliseconds; 0 when there is none. */
  readonly oldestMs: number;
}

/** What waits per module, for metrics and for people. */
export async function backlog(pool: Pool, modules: readonly string[]): Promise<readonly Backlog[]> {
  if (modules.length === 0) return [];
  const looks = modules.map((module) => {
    const schema = raw(schemaOf(module));
    return sql`SELECT ${module}::text AS module,
      (SELECT count(*) FROM ${schema}.outbox WHERE sent_at IS NULL) AS outbox,
      (SELECT count(*) FROM ${schema}.inbox WHERE done_at IS NULL AND dead_at IS NULL) AS inbox,
      (SELECT count(*) FROM ${schema}.inbox WHERE dead_at IS NOT NULL AND done_at IS NULL) AS dead,
      (SELECT coalesce(extract(epoch FROM now() - min(at)) * 1000, 0) FROM (
         SELECT min(recorded_at) AS at FROM ${schema}.outbox WHERE sent_at IS NULL
         UNION ALL SELECT min(received_at) FROM ${schema}.inbox WHERE done_at IS NULL AND dead_at IS NULL) waiting) AS oldest_ms`;
  });
  const { rows } = await pool.query<Record<'module' | 'outbox' | 'inbox' | 'dead' | 'oldest_ms', string>>(
    sql`${join(looks, ' UNION ALL ')}`,
  );
  return rows.map((row) => ({
    module: row.module,
    outbox: Number(row.outbox),
    inbox: Number(row.inbox),
    dead: Number(row.dead),
    oldestMs: Math.max(0, Number(row.oldest_ms)),
  }));
}
