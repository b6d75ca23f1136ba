import type {
  Channel,
  VersionedPreferences,
} from '../../../modules/notifications/application/ports/channel-store.port.js';
import type { DeliveryView } from '../../../modules/notifications/application/ports/outgoing-store.port.js';
import type { NotificationView } from '../../../modules/notifications/contracts/queries/list-notifications.query.js';
import type { Body, Choice, Said } from '../../../modules/notifications/domain/index.js';
import type { MemoryDatabase } from '../memory-database.js';
import { leaseTable, type LeaseRow } from '../memory-lease-rows.js';
import { Table } from '../table.js';

export interface NotificationRow extends NotificationView {
  readonly userId: string;
  readonly eventId: string;
}

export interface ChannelRow {
  readonly userId: string;
  readonly address: string;
  readonly state: Channel['state'];
  readonly changedAtMs: number;
}

export interface OutgoingRow {
  readonly id: string;
  readonly position: number;
  readonly userId: string | null;
  readonly address: string;
  readonly notificationId: string | null;
  readonly rank: number;
  readonly body: Body | null;
  readonly state: DeliveryView['state'];
  readonly attempts: number;
  readonly dueAtMs: number;
  readonly expiresAtMs: number;
  readonly lastError: string | null;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
}

export interface UpdateRow {
  readonly updateId: number;
  /** Null once it is dealt with. */
  readonly said: Said | null;
  readonly receivedAtMs: number;
  readonly attempts: number;
  readonly dueAtMs: number;
  readonly doneAtMs: number | null;
  readonly lastError: string | null;
}

export interface ConfirmationRow {
  readonly userId: string;
  readonly choices: readonly Choice[];
  readonly expiresAtMs: number;
  readonly usedBy: number | null;
}

/** The tables of Notifications. */
export class NotificationTables {
  /** By id. */
  readonly notifications: Table<NotificationRow>;
  /** By user. */
  readonly counters: Table<{ readonly lastNumber: number }>;
  /** By user; there is one kind. */
  readonly channels: Table<ChannelRow>;
  /** By user. */
  readonly preferences: Table<VersionedPreferences>;
  /** By id. */
  readonly outgoing: Table<OutgoingRow>;
  /** By number. */
  readonly updates: Table<UpdateRow>;
  /** By token, which is kept as it is: nobody else reads these tables. */
  readonly confirmations: Table<ConfirmationRow>;
  readonly leases: Table<LeaseRow>;
  private positions = 0;

  constructor(readonly database: MemoryDatabase) {
    this.notifications = new Table(database, 'notification', {
      unique: {
        notification_event_id_key: ({ eventId }) => eventId,
        notification_user_id_number_key: ({ userId, number }) => `${userId} ${number}`,
      },
    });
    this.counters = new Table(database, 'counter');
    this.channels = new Table(database, 'channel', {
      unique: { channel_kind_address_key: ({ address }) => address },
    });
    this.preferences = new Table(database, 'preference');
    this.outgoing = new Table(database, 'outgoing', {
      partial: { waiting: ({ state }) => state === 'waiting' },
    });
    this.updates = new Table(database, 'telegram_update', {
      partial: { undone: ({ doneAtMs }) => doneAtMs === null },
    });
    this.confirmations = new Table(database, 'confirmation');
    this.leases = leaseTable(database);
  }

  /** As a sequence does it: never given twice, also when what it was for is undone. */
  nextPosition(): number {
    this.positions += 1;
    return this.positions;
  }
}

export const byPosition = (left: OutgoingRow, right: OutgoingRow): number => left.position - right.position;
