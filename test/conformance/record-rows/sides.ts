import { SystemClock } from '../../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../../src/shared/platform/clock/system-randomness.js';
import { schemaOf } from '../../../src/shared/platform/bus/record/outbox.js';
import { PgRecordRows } from '../../../src/shared/platform/bus/record/pg-record-rows.js';
import type {
  CommitHooks,
  PartedTx,
  RecordRows,
} from '../../../src/shared/platform/bus/record/record-rows.port.js';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import type { MessageContext } from '../../../src/shared/pure/messages/envelope.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { MemoryPost, MemoryRecordRows } from '../../../src/simulation/store/memory-record-rows.js';
import { createTestDatabase } from '../../kit/postgres.js';
import type { Ports } from '../alike/play.js';

export const MODULES = ['orders', 'grid', 'positions'] as const;

/** The port of the record lane over one kind of store; the transactions of `unitOfWork` are those of `orders`. */
export interface Side extends Ports {
  readonly rows: RecordRows<PartedTx>;
  readonly hooks: CommitHooks;
  /** Everything that is stored was so long ago. */
  readonly age: (seconds: number) => Promise<void>;
}

const HOOKS: CommitHooks = {
  context: () => ({
    ...{ causationId: null, userId: null, step: 3 },
    correlationId: 'c-1' as MessageContext['correlationId'],
  }),
  committed: () => undefined,
};

const TIMES = { outbox: ['sent_at'], inbox: ['next_attempt_at', 'dead_at', 'done_at'] } as const;

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const place = await createTestDatabase();
  const database = new Database(place.url);
  const pool = database.pool('trade');
  const clock = new SystemClock();
  const ids = new SystemIds(clock, new SystemRandomness());
  const rows = new PgRecordRows({ relayPool: database.pool('relay'), tradePool: pool, ids, clock });
  const unitOfWork = rows.unitOfWork('orders', HOOKS);
  return {
    ...{ unitOfWork, rows: rows as unknown as Side['rows'], hooks: HOOKS },
    part: (tx, work) => (tx as PartedTx).part(work),
    age: async (seconds) => {
      for (const module of MODULES)
        for (const [table, columns] of Object.entries(TIMES))
          await pool.query(
            `UPDATE ${schemaOf(module)}.${table} SET ${columns.map((name) => `${name} = ${name} - $1 * interval '1 second'`).join(', ')}`,
            [seconds],
          );
    },
    empty: async () => {
      const tables = MODULES.flatMap((module) =>
        ['outbox', 'outbox_key', 'inbox'].map((name) => `${schemaOf(module)}.${name}`),
      );
      await pool.query(`TRUNCATE ${tables.join(', ')}`);
      for (const module of MODULES) await rows.subscribe(module, []);
    },
    close: async () => {
      await database.close();
      await place.drop();
    },
  };
}

export function openMemorySide(): Side {
  let nowMs = 1_700_000_000_000;
  let messages = 0;
  const open = () => {
    const databases = new Map(MODULES.map((module) => [module, new MemoryDatabase(module, () => nowMs)]));
    const rows = new MemoryRecordRows({
      ...{ post: new MemoryPost(), connection: PLAIN_CONNECTION, now: () => nowMs, nowMs: () => nowMs },
      database: (module) => databases.get(module as (typeof MODULES)[number])!,
      messageId: () => `m-${(messages += 1)}`,
    });
    return { rows: rows as unknown as Side['rows'], unitOfWork: rows.unitOfWork('orders', HOOKS) };
  };
  let current = open();
  return {
    get rows() {
      return current.rows;
    },
    get unitOfWork() {
      return current.unitOfWork;
    },
    hooks: HOOKS,
    part: (tx, work) => (tx as PartedTx).part(work),
    age: async (seconds) => void (nowMs += seconds * 1_000),
    empty: async () => {
      current = open();
    },
  };
}
