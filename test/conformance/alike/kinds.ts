import type { Pool } from 'pg';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { pg } from '../../../src/shared/platform/persistence/pg-tx.js';
import type { MessageContext } from '../../../src/shared/pure/messages/envelope.js';
import { memory } from '../../../src/simulation/store/memory-tx.js';
import { createTestDatabase } from '../../kit/postgres.js';
import type { Ports } from './play.js';

/** What caused whatever is recorded here: nothing in particular. */
export const CONTEXT: MessageContext = {
  ...{ causationId: null, userId: null, step: null },
  correlationId: 'c-1' as MessageContext['correlationId'],
};

/** What every side can do beside its ports. */
export interface Aging extends Pick<Ports, 'part' | 'empty'> {
  /** Everything that is stored was so long ago. */
  readonly age: (seconds: number) => Promise<void>;
}

/** A database in Postgres that nobody else has, until it is closed. */
export async function ownDatabase(): Promise<{ database: Database; close: () => Promise<void> }> {
  const place = await createTestDatabase();
  const database = new Database(place.url);
  return {
    database,
    close: async () => {
      await database.close();
      await place.drop();
    },
  };
}

export interface AgingTables {
  /** Whatever is written. */
  readonly tables: readonly string[];
  /** Columns with times of the wall clock, by table. */
  readonly times: Readonly<Record<string, readonly string[]>>;
}

/** Tables of some schemas that grow old, and are emptied. */
export const agingTables = (
  pool: Pool,
  schemas: readonly string[],
  { tables, times }: AgingTables,
): Aging => ({
  part: (tx, work) => pg(tx).part(work),
  age: async (seconds) => {
    for (const schema of schemas)
      for (const [table, columns] of Object.entries(times)) {
        const older = columns.map((name) => `${name} = ${name} - $1 * interval '1 second'`);
        await pool.query(`UPDATE ${schema}.${table} SET ${older.join(', ')}`, [seconds]);
      }
  },
  empty: async () => {
    const names = schemas.flatMap((schema) => tables.map((name) => `${schema}.${name}`));
    await pool.query(`TRUNCATE ${names.join(', ')} CASCADE`);
  },
});

const BEGINS_MS = 1_700_000_000_000;

/**
 * Stores in memory that grow old, and are emptied.
 * @param open makes them, with nothing in them
 */
export function agingStores<Stores extends object>(open: (nowMs: () => number) => Stores): Stores & Aging {
  let nowMs = BEGINS_MS;
  const anew = (): Stores => open(() => nowMs);
  let current = anew();
  const side: Aging = {
    part: (tx, work) => memory(tx).part(work),
    age: async (seconds) => void (nowMs += seconds * 1_000),
    empty: async () => {
      current = anew();
    },
  };
  for (const name of Object.keys(current) as (keyof Stores)[])
    Object.defineProperty(side, name, { get: () => current[name] });
  return side as Stores & Aging;
}
