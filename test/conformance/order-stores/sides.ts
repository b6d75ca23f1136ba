import { SystemClock } from '../../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../../src/shared/platform/clock/system-randomness.js';
import type { LeaseRows } from '../../../src/shared/platform/leases/lease-rows.port.js';
import { PgLeaseRows } from '../../../src/shared/platform/leases/outbound/pg-lease-rows.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { outboxStatement } from '../../../src/shared/platform/bus/record/outbox.js';
import type { AmendmentStore } from '../../../src/modules/orders/application/ports/amendment-store.port.js';
import type { IntentStore } from '../../../src/modules/orders/application/ports/intent-store.port.js';
import type { KeptStore } from '../../../src/modules/orders/application/ports/kept-store.port.js';
import type { OrderReads } from '../../../src/modules/orders/application/ports/order-reads.port.js';
import type { ProtectionStore } from '../../../src/modules/orders/application/ports/protection-store.port.js';
import type { ReconcileStore } from '../../../src/modules/orders/application/ports/reconcile-store.port.js';
import type { RiskStore } from '../../../src/modules/orders/application/ports/risk-store.port.js';
import type { SendStore } from '../../../src/modules/orders/application/ports/send-store.port.js';
import { PgAmendmentStore } from '../../../src/modules/orders/outbound/pg-amendment-store.js';
import { PgIntentStore } from '../../../src/modules/orders/outbound/pg-intent-store.js';
import { PgKeptStore } from '../../../src/modules/orders/outbound/pg-kept-store.js';
import { PgOrderReads } from '../../../src/modules/orders/outbound/pg-order-reads.js';
import { PgProtectionStore } from '../../../src/modules/orders/outbound/pg-protection-store.js';
import { PgReconcileStore } from '../../../src/modules/orders/outbound/pg-reconcile-store.js';
import { PgRiskStore } from '../../../src/modules/orders/outbound/pg-risk-store.js';
import { PgSendStore } from '../../../src/modules/orders/outbound/pg-send-store.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { MemoryLeaseRows } from '../../../src/simulation/store/memory-lease-rows.js';
import { MemoryPost } from '../../../src/simulation/store/memory-record-rows.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { MemoryAmendmentStore } from '../../../src/simulation/store/orders/memory-amendment-store.js';
import { MemoryIntentStore } from '../../../src/simulation/store/orders/memory-intent-store.js';
import { MemoryKeptStore } from '../../../src/simulation/store/orders/memory-kept-store.js';
import { MemoryOrderReads } from '../../../src/simulation/store/orders/memory-order-reads.js';
import { MemoryProtectionStore } from '../../../src/simulation/store/orders/memory-protection-store.js';
import { MemoryReconcileStore } from '../../../src/simulation/store/orders/memory-reconcile-store.js';
import { MemoryRiskStore } from '../../../src/simulation/store/orders/memory-risk-store.js';
import { MemorySendStore } from '../../../src/simulation/store/orders/memory-send-store.js';
import { OrdersTables } from '../../../src/simulation/store/orders/orders-tables.js';
import { agingStores, agingTables, CONTEXT, ownDatabase, type Aging } from '../alike/kinds.js';
import type { Ports } from '../alike/play.js';

/** The ports of orders over one kind of store. */
export interface Side extends Ports, Aging {
  readonly intents: IntentStore;
  readonly sends: SendStore;
  readonly risk: RiskStore;
  readonly books: ReconcileStore;
  readonly protection: ProtectionStore;
  readonly amendments: AmendmentStore;
  readonly reads: OrderReads;
  readonly kept: KeptStore;
  readonly leases: LeaseRows;
}

const TABLES = [
  ...['lane', 'intent', 'cancellation', 'intent_event', 'fill', 'foreign_execution', 'gate', 'obligation'],
  ...['risk_account', 'risk_instance', 'reservation', 'balance', 'adjustment', 'repair', 'amendment'],
  ...['risk_profile', 'lease'],
];

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
  const { database, close } = await ownDatabase();
  const pool = database.pool('api');
  const ids = new SystemIds(new SystemClock(), new SystemRandomness());
  const clock = new SystemClock();
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
    kept: new PgKeptStore(pool),
    leases: new PgLeaseRows(pool, 'orders'),
    ...agingTables(pool, ['orders'], { tables: TABLES, times: TIMES }),
    close,
  };
}

export const openMemorySide = (): Side =>
  agingStores((nowMs) => {
    const database = new MemoryDatabase('orders', nowMs);
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
      kept: new MemoryKeptStore(tables, PLAIN_CONNECTION),
      leases: new MemoryLeaseRows(database, tables.leases, PLAIN_CONNECTION),
    };
  });
