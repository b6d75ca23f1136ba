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
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { MemoryPost, MemoryRecordRows } from '../../../src/simulation/store/memory-record-rows.js';
import { agingStores, agingTables, CONTEXT, ownDatabase, type Aging } from '../alike/kinds.js';
import type { Ports } from '../alike/play.js';

export const MODULES = ['orders', 'grid', 'positions'] as const;

/** The port of the record lane over one kind of store; the transactions of `unitOfWork` are those of `orders`. */
export interface Side extends Ports, Aging {
  readonly rows: RecordRows<PartedTx>;
  readonly hooks: CommitHooks;
}

const HOOKS: CommitHooks = {
  context: () => ({ ...CONTEXT, step: 3 }),
  committed: () => undefined,
};

const TABLES = ['outbox', 'outbox_key', 'inbox'];
const TIMES = { outbox: ['sent_at'], inbox: ['next_attempt_at', 'dead_at', 'done_at'] } as const;

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const { database, close } = await ownDatabase();
  const pool = database.pool('trade');
  const clock = new SystemClock();
  const ids = new SystemIds(clock, new SystemRandomness());
  const rows = new PgRecordRows({ relayPool: database.pool('relay'), tradePool: pool, ids, clock });
  const unitOfWork = rows.unitOfWork('orders', HOOKS);
  const aging = agingTables(pool, MODULES.map(schemaOf), { tables: TABLES, times: TIMES });
  return {
    ...{ unitOfWork, rows: rows as unknown as Side['rows'], hooks: HOOKS },
    ...aging,
    part: (tx, work) => (tx as PartedTx).part(work),
    empty: async () => {
      await aging.empty();
      for (const module of MODULES) await rows.subscribe(module, []);
    },
    close,
  };
}

export function openMemorySide(): Side {
  let messages = 0;
  return agingStores((nowMs) => {
    const databases = new Map(MODULES.map((module) => [module, new MemoryDatabase(module, nowMs)]));
    const rows = new MemoryRecordRows({
      ...{ post: new MemoryPost(), connection: PLAIN_CONNECTION, now: nowMs, nowMs },
      database: (module) => databases.get(module as (typeof MODULES)[number])!,
      messageId: () => `m-${(messages += 1)}`,
    });
    const unitOfWork = rows.unitOfWork('orders', HOOKS);
    return { unitOfWork, rows: rows, hooks: HOOKS };
  });
}
