import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  NotificationStore,
  type NewNotification,
} from '../../../modules/notifications/application/ports/notification-store.port.js';
import { DEAD_AFTER_MS } from '../../../modules/notifications/application/ports/outgoing-store.port.js';
import type { NotificationView } from '../../../modules/notifications/contracts/queries/list-notifications.query.js';
import { DEFAULT_PREFERENCES, RANKS } from '../../../modules/notifications/domain/index.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import type { NotificationTables } from './notification-tables.js';

/** What people were told, in memory. */
export class MemoryNotificationStore extends NotificationStore {
  constructor(
    private readonly tables: NotificationTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override add(tx: Tx, { telling, texts, ...told }: NewNotification): Promise<boolean> {
    return memory(tx).statement('notifications.add', () => {
      const { notifications, counters } = this.tables;
      if (notifications.by('notification_event_id_key', told.eventId) !== undefined) return false;
      const { nowMs } = memory(tx);
      const number = (counters.get(told.userId)?.lastNumber ?? 0) + 1;
      counters.set(told.userId, { lastNumber: number });
      const { kind } = telling;
      notifications.insert(told.id, { ...told, kind, number, text: texts, createdAt: epochMs(nowMs) });
      this.send(told, kind, nowMs);
      return true;
    });
  }

  override async list(
    userId: string,
    before: number | null,
    limit: number,
  ): Promise<readonly NotificationView[]> {
    await this.connection.statement('notifications.list');
    return this.tables.notifications
      .sorted((left, right) => right.number - left.number)
      .filter((row) => row.userId === userId && (before === null || row.number < before))
      .slice(0, limit)
      .map(({ userId: _, eventId: __, ...view }) => view);
  }

  /** Puts it on its way to the chat of its reader, who may not want it there. */
  private send(
    { id, userId, priority }: Pick<NewNotification, 'id' | 'userId' | 'priority'>,
    kind: string,
    nowMs: number,
  ): void {
    const { channels, preferences, outgoing } = this.tables;
    const channel = channels.get(userId);
    if (channel?.state !== 'active') return;
    const rank = RANKS[priority];
    const { leastPriority, mutedKinds } = preferences.get(userId) ?? DEFAULT_PREFERENCES;
    const isWanted = rank <= RANKS[leastPriority] && !mutedKinds.includes(kind);
    if (rank > RANKS.critical && !isWanted) return;
    outgoing.insert(`${id}-telegram`, {
      ...{ id: `${id}-telegram`, position: this.tables.nextPosition(), userId, address: channel.address },
      ...{ notificationId: id, rank, body: null, state: 'waiting', attempts: 0, lastError: null },
      ...{ dueAtMs: nowMs, expiresAtMs: nowMs + DEAD_AFTER_MS, createdAtMs: nowMs, endedAtMs: null },
    });
  }
}
