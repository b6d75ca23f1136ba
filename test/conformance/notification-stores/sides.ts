import { PgChannelStore } from '../../../src/modules/notifications/outbound/pg-channel-store.js';
import { PgConfirmationStore } from '../../../src/modules/notifications/outbound/pg-confirmation-store.js';
import { PgNotificationStore } from '../../../src/modules/notifications/outbound/pg-notification-store.js';
import { PgOutgoingStore } from '../../../src/modules/notifications/outbound/pg-outgoing-store.js';
import { PgUpdateInbox } from '../../../src/modules/notifications/outbound/pg-update-inbox.js';
import type { ChannelStore } from '../../../src/modules/notifications/application/ports/channel-store.port.js';
import type { ConfirmationStore } from '../../../src/modules/notifications/application/ports/confirmation-store.port.js';
import type { NotificationStore } from '../../../src/modules/notifications/application/ports/notification-store.port.js';
import type { OutgoingStore } from '../../../src/modules/notifications/application/ports/outgoing-store.port.js';
import type { UpdateInbox } from '../../../src/modules/notifications/application/ports/update-inbox.port.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { sql } from '../../../src/shared/platform/persistence/sql.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { MemoryChannelStore } from '../../../src/simulation/store/notifications/memory-channel-store.js';
import { MemoryConfirmationStore } from '../../../src/simulation/store/notifications/memory-confirmation-store.js';
import { MemoryNotificationStore } from '../../../src/simulation/store/notifications/memory-notification-store.js';
import { MemoryOutgoingStore } from '../../../src/simulation/store/notifications/memory-outgoing-store.js';
import { MemoryUpdateInbox } from '../../../src/simulation/store/notifications/memory-update-inbox.js';
import { NotificationTables } from '../../../src/simulation/store/notifications/notification-tables.js';
import { agingStores, agingTables, CONTEXT, ownDatabase, type Aging } from '../alike/kinds.js';
import type { Ports } from '../alike/play.js';

/** What is told, sent and heard, over one kind of store. */
export interface Side extends Ports, Aging {
  readonly notifications: NotificationStore;
  readonly channels: ChannelStore;
  readonly outgoing: OutgoingStore;
  readonly updates: UpdateInbox;
  readonly confirmations: ConfirmationStore;
}

const TIMES = {
  outgoing: ['due_at', 'expires_at', 'created_at', 'ended_at'],
  telegram_update: ['due_at', 'received_at', 'done_at'],
  confirmation: ['expires_at'],
};
const TABLES = [...Object.keys(TIMES), 'notification', 'counter', 'channel', 'preference'];

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const { database, close } = await ownDatabase();
  const pool = database.pool('trade');
  return {
    unitOfWork: new PgUnitOfWork({
      ...{ pool, context: () => CONTEXT, committed: () => undefined },
      outbox: () => sql`SELECT 1`,
    }),
    notifications: new PgNotificationStore(pool),
    channels: new PgChannelStore(pool),
    outgoing: new PgOutgoingStore(pool),
    updates: new PgUpdateInbox(pool),
    confirmations: new PgConfirmationStore(pool),
    ...agingTables(pool, ['notifications'], { tables: TABLES, times: TIMES }),
    close,
  };
}

export const openMemorySide = (): Side =>
  agingStores((nowMs) => {
    const database = new MemoryDatabase('notifications', nowMs);
    const tables = new NotificationTables(database);
    return {
      unitOfWork: new MemoryUnitOfWork({
        ...{ database, connection: PLAIN_CONNECTION, context: () => CONTEXT },
        ...{ outbox: () => undefined, committed: () => undefined },
      }),
      notifications: new MemoryNotificationStore(tables, PLAIN_CONNECTION),
      channels: new MemoryChannelStore(tables, PLAIN_CONNECTION),
      outgoing: new MemoryOutgoingStore(tables, PLAIN_CONNECTION),
      updates: new MemoryUpdateInbox(tables, PLAIN_CONNECTION),
      confirmations: new MemoryConfirmationStore(tables, PLAIN_CONNECTION),
    };
  });
