import type { Pool } from 'pg';
import sql, { empty } from 'sql-template-tag';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { NotificationStore, type NewNotification } from '../application/ports/notification-store.port.js';
import type { NotificationView } from '../contracts/queries/list-notifications.query.js';
import { DEAD_AFTER_MS } from '../application/ports/outgoing-store.port.js';
import { inMs, NOW } from './database-time.js';
import { RANKS } from '../domain/index.js';

interface NotificationRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly priority: NotificationView['priority'];
  readonly text_ko: string;
  readonly text_en: string;
  readonly correlation_id: string;
  readonly at: Date;
  readonly created_at: Date;
}

/** Notifications in Postgres. */
export class PgNotificationStore extends NotificationStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async add(tx: Tx, notification: NewNotification): Promise<boolean> {
    const { id, userId, telling, priority, texts, correlationId, eventId, at } = notification;
    const rank = RANKS[priority];
    // The counter's row is locked until the commit, so that numbers commit in order and a rollback leaves no hole.
    const [told] = await pg(tx).query<{ added: boolean }>(sql`
      WITH next AS (
        INSERT INTO notifications.counter AS c (user_id, last_number)
        SELECT ${userId}, 1
        WHERE NOT EXISTS (SELECT 1 FROM notifications.notification WHERE event_id = ${eventId})
        ON CONFLICT (user_id) DO UPDATE SET last_number = c.last_number + 1
        RETURNING last_number
      ),
      told AS (
        INSERT INTO notifications.notification
          (id, user_id, number, kind, priority, text_ko, text_en, data, correlation_id, event_id, at, created_at)
        SELECT ${id}, ${userId}, last_number, ${telling.kind}, ${priority}, ${texts.ko}, ${texts.en},
               ${JSON.stringify(telling)}::jsonb, ${correlationId}, ${eventId}, ${new Date(at)}, ${NOW}
        FROM next
        RETURNING id
      ),
      outgoing AS (
        INSERT INTO notifications.outgoing
          (id, user_id, channel, address, notification_id, rank, state, due_at, expires_at, created_at)
        SELECT t.id || '-' || c.kind, ${userId}, c.kind, c.address, t.id, ${rank}, 'waiting', ${NOW},
               ${inMs(DEAD_AFTER_MS)}, ${NOW}
        FROM told t
        JOIN notifications.channel c ON c.user_id = ${userId} AND c.state = 'active'
        LEFT JOIN notifications.preference p ON p.user_id = c.user_id
        WHERE p.user_id IS NULL OR ${rank} <= ${RANKS.critical}
           OR (${rank} <= p.least_rank AND ${telling.kind} <> ALL (p.muted_kinds))
      )
      SELECT EXISTS (SELECT 1 FROM told) AS added`);
    return told!.added;
  }

  override async list(
    userId: string,
    before: number | null,
    limit: number,
  ): Promise<readonly NotificationView[]> {
    const { rows } = await this.pool.query<NotificationRow>(sql`
      SELECT id, number, kind, priority, text_ko, text_en, correlation_id, at, created_at
      FROM notifications.notification
      WHERE user_id = ${userId} ${before === null ? empty : sql`AND number < ${before}`}
      ORDER BY number DESC LIMIT ${limit}`);
    return rows.map(viewOf);
  }
}

const viewOf = (row: NotificationRow): NotificationView => ({
  id: row.id,
  number: Number(row.number),
  kind: row.kind,
  priority: row.priority,
  text: { ko: row.text_ko, en: row.text_en },
  correlationId: row.correlation_id,
  at: epochMs(row.at.getTime()),
  createdAt: epochMs(row.created_at.getTime()),
});
