import type { Pool } from 'pg';
import sql from 'sql-template-tag';
import type { RecordRoute } from '../on-record.js';
import { kindOf } from './outbox.js';

/**
 * Replaces what `module` listens to by `routes`. Kept in the database, so that a listener whose process is down, or has
 * not started yet, still gets everything.
 * @throws when another module already takes one of the commands: a command has exactly one addressee.
 */
export async function subscribe(pool: Pool, module: string, routes: readonly RecordRoute[]): Promise<void> {
  const types = routes.map(({ message }) => message.type);
  const kinds = routes.map(({ message }) => kindOf(message));
  await pool.query(sql`
    WITH gone AS (
      DELETE FROM platform.subscription WHERE module = ${module} AND type <> ALL (${types}::text[])
    )
    INSERT INTO platform.subscription (type, module, kind)
    SELECT type, ${module}, kind FROM unnest(${types}::text[], ${kinds}::text[]) AS r(type, kind)
    ON CONFLICT (type, module) DO UPDATE SET kind = excluded.kind`);
}
