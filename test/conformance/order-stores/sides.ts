import type { Pool } from 'pg';
import { SystemClock } from '../../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../../src/shared/platform/clock/system-randomness.js';
import type { LeaseRows } from '../../../src/shared/platform/leases/lease-rows.port.js';
import { PgLeaseRows } from '../../../src/shared/platform/leases/outbound/pg-lease-rows.js';
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { pg } from '../../../src/shared/platform/persistence/pg-tx.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { outboxStatement } from '../../../src/shared/platform/bus/record/outbox.js';
import type { MessageContext } from '../../../src/shared/pure/messages/envelope.js';
import type { AmendmentStore } from '../../../src/modules/orders/application/ports/amendment-store.port.js';
import type { IntentStore } from '../../../src/modules/orders/application/ports/intent-store.port.js';
import type { OrderReads } from '../../../src/modules/orders/application/ports/order-reads.port.js';
import type { ProtectionStore } from '../../../src/modules/orders/application/ports/protection-store.port.js';
import type { ReconcileStore } from '../../../src/modules/orders/application/ports/reconcile-store.port.js';
import type { RiskStore } from '../../../src/modules/orders/application/ports/risk-store.port.js';
import type { SendStore } from '../../../src/modules/orders/application/ports/send-store.port.js';
import { PgAmendmentStore } from '../../../src/modules/orders/outbound/pg-amendment-store.js';
import { PgIntentStore } from '../../../src/modules/orders/outbound/pg-intent-store.js';
import { PgOrderReads } from '../../../src/modules/orders/outbound/pg-order-reads.js';
import { PgProtectionStore } from '../../../src/modules/orders/outbound/pg-protection-store.js';
import { PgReconcileStore } from '../../../src/modules/orders/outbound/pg-reconcile-store.js';
import { PgRiskStore } from '../../../src/modules/orders/outbound/pg-risk-store.js';
import { PgSendStore } from '../../../src/modules/orders/outbound/pg-send-store.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { MemoryLeaseRows } from '../../../src/simulation/store/memory-lease-rows.js';
import { MemoryPost } from '../../../src/simulation/store/memory-record-rows.js';
import { memory } from '../../../src/simulation/store/memory-tx.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { MemoryAmendmentStore } from '../../../src/simulation/store/orders/memory-amendment-store.js';
import { MemoryIntentStore } from '../../../src/simulation/store/orders/memory-intent-store.js';
import { MemoryOrderReads } from '../../../src/simulation/store/orders/memory-order-reads.js';
import { MemoryProtectionStore } from '../../../src/simulation/store/orders/memory-protection-store.js';
import { MemoryReconcileStore } from '../../../src/simulation/store/orders/memory-reconcile-store.js';
import { MemoryRiskStore } from '../../../src/simulation/store/orders/memory-risk-store.js';
import { MemorySendStore } from '../../../src/simulation/store/orders/memory-send-store.js';
import { OrdersTables } from '../../../src/simulation/store/orders/orders-tables.js';
import { createTestDatabase } from '../../kit/postgres.js';
import type { Ports } from '../alike/play.js';

/** The ports of orders over one kind of store. */
export interface Side extends Ports {
  readonly intents: IntentStore;
  readonly sends: SendStore;
  readonly risk: RiskStore;
  readonly books: ReconcileStore;
  readonly protection: ProtectionStore;
  readonly amendments: AmendmentStore;
  readonly reads: OrderReads;
  readonly leases: LeaseRows;
  /** Everything that is stored was so long ago. */
  readonly age: (seconds: number) => Promise<void>;
}

const CONTEXT: MessageContext = {
  ...{ causationId: null, userId: null, step: null },
  correlationId: 'c-1' as MessageContext['correlationId'],
};

const TIMES = {
  intent: ['valid_until', 'send_deadline', 'look_at', 'created_at', 'updated_at'],
  cancellation: ['send_deadline', 'look_at'],
  obligation: ['due_at', 'alarmed_at'],
  lease: ['expires_at'],
  balance: ['moved_at'],
  repair: ['at'],
  amendment: ['created_at', 'ended_at'],
  risk_profile: ['halted_at'],
} as const;

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const place = await createTestDatabase();
  const database = new Database(place.url);
  const pool: Pool = database.pool('api');
  const ids = new SystemIds(new SystemClock(), new SystemRandomness());
  const clock = new SystemClock();
  const tables =
    'lane intent cancellation intent_event fill foreign_execution gate obligation risk_account risk_instance reservation balance adjustment repair amendment';
  return {
    unitOfWork: new PgUnitOfWork({
      ...{ pool, context: () => CONTEXT, committed: () => undefined },
      outbox: (records) =>
        outboxStatement('orders', records, { messageId: () => ids.next(), now: () => clock.now() }),
    }),
    intents: new PgIntentStore(),
    sends: new PgSendStore(pool),
    risk: new PgRiskStore(pool),
    books: new PgReconcileStore(pool),
    protection: new PgProtectionStore(pool),
    amendments: new PgAmendmentStore(pool),
    reads: new PgOrderReads(pool),
    leases: new PgLeaseRows(pool, 'orders'),
    part: (tx, work) => pg(tx).part(work),
    age: async (seconds) => {
      for (const [table, columns] of Object.entries(TIMES))
        await pool.query(
          `UPDATE orders.${table} SET ${columns.map((name) => `${name} = ${name} - $1 * interval '1 second'`).join(', ')}`,
          [seconds],
        );
    },
    empty: async () => {
      const names = [...tables.split(' '), 'risk_profile', 'lease'].map((name) => `orders.${name}`);
      await pool.query(`TRUNCATE ${names.join(', ')} CASCADE`);
    },
    close: async () => {
      await database.close();
      await place.drop();
    },
  };
}

export function openMemorySide(): Side {
  let nowMs = 1_700_000_000_000;
  let side = memorySide(() => nowMs);
  const current = (): typeof side => side;
  return {
    get unitOfWork() {
      return current().unitOfWork;
    },
    get intents() {
      return current().intents;
    },
    get sends() {
      return current().sends;
    },
    get risk() {
      return current().risk;
    },
    get books() {
      return current().books;
    },
    get protection() {
      return current().protection;
    },
    get amendments() {
      return current().amendments;
    },
    get reads() {
      return current().reads;
    },
    get leases() {
      return current().leases;
    },
    part: (tx, work) => memory(tx).part(work),
    age: async (seconds) => void (nowMs += seconds * 1_000),
    empty: async () => {
      side = memorySide(() => nowMs);
    },
  };
}

function memorySide(now: () => number) {
  const database = new MemoryDatabase('orders', now);
  const tables = new OrdersTables(database);
  return {
    unitOfWork: new MemoryUnitOfWork({
      ...{ database, connection: PLAIN_CONNECTION, context: () => CONTEXT },
      ...{ outbox: () => undefined, committed: () => undefined },
    }),
    intents: new MemoryIntentStore(tables),
    sends: new MemorySendStore(tables, PLAIN_CONNECTION),
    risk: new MemoryRiskStore(tables, PLAIN_CONNECTION),
    books: new MemoryReconcileStore(tables, new MemoryPost(), PLAIN_CONNECTION),
    protection: new MemoryProtectionStore(tables, PLAIN_CONNECTION),
    amendments: new MemoryAmendmentStore(tables, PLAIN_CONNECTION),
    reads: new MemoryOrderReads(tables, PLAIN_CONNECTION),
    leases: new MemoryLeaseRows(database, tables.leases, PLAIN_CONNECTION),
  };
}
