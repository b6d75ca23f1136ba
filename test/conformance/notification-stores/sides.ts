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
import { Database } from '../../../src/shared/platform/persistence/database.js';
import { pg } from '../../../src/shared/platform/persistence/pg-tx.js';
import { PgUnitOfWork } from '../../../src/shared/platform/persistence/pg-unit-of-work.js';
import { sql } from '../../../src/shared/platform/persistence/sql.js';
import type { MessageContext } from '../../../src/shared/pure/messages/envelope.js';
import { PLAIN_CONNECTION } from '../../../src/simulation/store/connection.js';
import { MemoryDatabase } from '../../../src/simulation/store/memory-database.js';
import { memory } from '../../../src/simulation/store/memory-tx.js';
import { MemoryUnitOfWork } from '../../../src/simulation/store/memory-unit-of-work.js';
import { MemoryChannelStore } from '../../../src/simulation/store/notifications/memory-channel-store.js';
import { MemoryConfirmationStore } from '../../../src/simulation/store/notifications/memory-confirmation-store.js';
import { MemoryNotificationStore } from '../../../src/simulation/store/notifications/memory-notification-store.js';
import { MemoryOutgoingStore } from '../../../src/simulation/store/notifications/memory-outgoing-store.js';
import { MemoryUpdateInbox } from '../../../src/simulation/store/notifications/memory-update-inbox.js';
import { NotificationTables } from '../../../src/simulation/store/notifications/notification-tables.js';
import { createTestDatabase } from '../../kit/postgres.js';
import type { Ports } from '../alike/play.js';

/** What is told, sent and heard, over one kind of store. */
export interface Side extends Ports {
  readonly notifications: NotificationStore;
  readonly channels: ChannelStore;
  readonly outgoing: OutgoingStore;
  readonly updates: UpdateInbox;
  readonly confirmations: ConfirmationStore;
  /** Everything that is stored was so long ago. */
  readonly age: (seconds: number) => Promise<void>;
}

const CONTEXT: MessageContext = {
  ...{ causationId: null, userId: null, step: null },
  correlationId: 'c-1' as MessageContext['correlationId'],
};

const TIMES = {
  outgoing: ['due_at', 'expires_at', 'created_at', 'ended_at'],
  telegram_update: ['due_at', 'received_at', 'done_at'],
  confirmation: ['expires_at'],
} as const;
const TABLES = [...Object.keys(TIMES), 'notification', 'counter', 'channel', 'preference'];

export async function openPgSide(): Promise<Side & { close(): Promise<void> }> {
  const place = await createTestDatabase();
  const database = new Database(place.url);
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
    part: (tx, work) => pg(tx).part(work),
    age: async (seconds) => {
      for (const [table, times] of Object.entries(TIMES)) {
        const older = times.map((name) => `${name} = ${name} - $1 * interval '1 second'`);
        await pool.query(`UPDATE notifications.${table} SET ${older.join(', ')}`, [seconds]);
      }
    },
    empty: async () => {
      await pool.query(`TRUNCATE ${TABLES.map((name) => `notifications.${name}`).join(', ')} CASCADE`);
    },
    close: async () => {
      await database.close();
      await place.drop();
    },
  };
}

export function openMemorySide(): Side {
  let nowMs = 1_700_000_000_000;
  const stores = () => {
    const database = new MemoryDatabase('notifications', () => nowMs);
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
  };
  let current = stores();
  return {
    get unitOfWork() {
      return current.unitOfWork;
    },
    get notifications() {
      return current.notifications;
    },
    get channels() {
      return current.channels;
    },
    get outgoing() {
      return current.outgoing;
    },
    get updates() {
      return current.updates;
    },
    get confirmations() {
      return current.confirmations;
    },
    part: (tx, work) => memory(tx).part(work),
    age: async (seconds) => void (nowMs += seconds * 1_000),
    empty: async () => {
      current = stores();
    },
  };
}
