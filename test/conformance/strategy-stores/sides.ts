import { SystemClock } from '../../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../../src/shared/platform/clock/system-randomness.js';
import { outboxStatement } from '../../../src/shared/platform/bus/record/outbox.js';
import type { LeaseRows } from '../../../src/shared/platform/leases/lease-rows.port.js';
import { PgLeaseRows } from '../../../src/shared/platform/leases/outbound/pg-lease-rows.js';
import type { GridResumeStore } from '../../../src/modules/grid/application/ports/grid-resume-store.port.js';
import { PgGridResumeStore } from '../../../src/modules/grid/outbound/pg-grid-resume-store.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { raw } from '../../../src/shared/platform/persistence/sql.js';
import type {
  DecisionStore,
  KnownMembers,
} from '../../../src/shared/platform/strategy/decision-store.port.js';
import type { InstanceStore } from '../../../src/shared/platform/strategy/instance-store.port.js';
import { PgDecisionStore } from '../../../src/shared/platform/strategy/outbound/pg-decision-store.js';
import { PgInstanceStore } from '../../../src/shared/platform/strategy/outbound/pg-instance-store.js';
import { epochMs, type EpochMs } from '../../../src/shared/pure/time/epoch.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { MemoryLeaseRows } from '../../../src/simulation/store/memory-lease-rows.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { MemoryDecisionStore } from '../../../src/simulation/store/strategies/memory-decision-store.js';
import { MemoryInstanceStore } from '../../../src/simulation/store/strategies/memory-instance-store.js';
import { MemoryResumeStore } from '../../../src/simulation/store/strategies/memory-resume-store.js';
import { StrategyTables } from '../../../src/simulation/store/strategies/strategy-tables.js';
import { agingStores, agingTables, CONTEXT, ownDatabase, type Aging } from '../alike/kinds.js';
import type { Ports } from '../alike/play.js';

/** The ports of a strategy over one kind of store. */
export interface Side extends Ports, Aging {
  readonly instances: InstanceStore;
  readonly decisions: DecisionStore;
  readonly leases: LeaseRows;
  readonly resume: GridResumeStore;
  /** What the caller has in memory of the members of each series, as a deciding process does. */
  readonly known: Map<string, KnownMembers>;
  /** The wall clock of the store. */
  readonly now: () => EpochMs;
}

/** Columns of the wall clock; those of the market are told by the callers. */
const TIMES = {
  instance: ['started_at'],
  series: ['decided_at'],
  reaction: ['stored_at'],
  lease: ['expires_at'],
} as const;

const TABLES = 'instance kernel_state decision reaction chapter wake series indicator halt lease'.split(' ');

const INSIDERS = raw(`i.settings ->> 'signalTiming' = 'intrabar'`);

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const { database, close } = await ownDatabase();
  const pool = database.pool('trade');
  const clock = new SystemClock();
  const ids = new SystemIds(clock, new SystemRandomness());
  // The schema that has every table there is for a strategy.
  const schema = 'grid';
  const aging = agingTables(pool, [schema], { tables: TABLES, times: TIMES });
  const known = new Map<string, KnownMembers>();
  return {
    unitOfWork: new PgUnitOfWork({
      ...{ pool, context: () => CONTEXT, committed: () => undefined },
      outbox: (records) =>
        outboxStatement(schema, records, { messageId: () => ids.next(), now: () => clock.now() }),
    }),
    instances: new PgInstanceStore(pool, 'hyper-rsi', schema, INSIDERS),
    decisions: new PgDecisionStore(pool, 'hyper-rsi', schema, INSIDERS),
    leases: new PgLeaseRows(pool, schema),
    resume: new PgGridResumeStore(pool),
    known,
    now: () => clock.now(),
    ...aging,
    empty: async () => {
      known.clear();
      await aging.empty();
    },
    close,
  };
}

export const openMemorySide = (): Side =>
  agingStores((nowMs) => {
    const database = new MemoryDatabase('hyper-rsi', nowMs);
    const tables = new StrategyTables(database);
    return {
      unitOfWork: new MemoryUnitOfWork({
        ...{ database, connection: PLAIN_CONNECTION, context: () => CONTEXT },
        ...{ outbox: () => undefined, committed: () => undefined },
      }),
      instances: new MemoryInstanceStore(tables, PLAIN_CONNECTION),
      decisions: new MemoryDecisionStore(tables, PLAIN_CONNECTION),
      leases: new MemoryLeaseRows(database, tables.leases, PLAIN_CONNECTION),
      // Nobody tells anything here, so nothing is on its way on either side.
      resume: new MemoryResumeStore('grid', tables, { isUnderWay: () => false }, PLAIN_CONNECTION),
      known: new Map<string, KnownMembers>(),
      now: () => epochMs(nowMs()),
    };
  });
