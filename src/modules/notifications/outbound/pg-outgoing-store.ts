import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { empty, sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  DEAD_AFTER_MS,
  OutgoingStore,
  type Answer,
  type DeliveryView,
  type Due,
  type DueChat,
} from '../application/ports/outgoing-store.port.js';
import { inMs, NOW } from './database-time.js';
import { ANSWER_RANK, type Body, type Priority } from '../domain/index.js';

/** News that one message can tell at most. */
const PER_CHAT = 500;
const LONGEST_ERROR = 300;

interface DueRow {
  readonly id: string;
  readonly address: string;
  readonly user_id: string | null;
  readonly attempts: number;
  readonly rank: number;
  readonly body: Body | null;
  readonly number: string | null;
  readonly kind: string | null;
  readonly text_ko: string | null;
  readonly text_en: string | null;
}

interface DeliveryRow {
  readonly id: string;
  readonly position: string;
  readonly channel: DeliveryView['channel'];
  readonly number: string | null;
  readonly priority: Priority | null;
  readonly state: DeliveryView['state'];
  readonly attempts: number;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

/** Messages on their way, in Postgres. */
export class PgOutgoingStore extends OutgoingStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async answer(tx: Tx, ...answers: readonly Answer[]): Promise<void> {
    for (const { id, userId, address, body } of answers) {
      await pg(tx).execute(sql`
        INSERT INTO notifications.outgoing
          (id, user_id, channel, address, rank, body, state, due_at, expires_at, created_at)
        VALUES (${id}, ${userId}, 'telegram', ${address}, ${ANSWER_RANK}, ${JSON.stringify(body)}::jsonb, 'waiting',
                ${NOW}, ${inMs(DEAD_AFTER_MS)}, ${NOW})`);
    }
  }

  override async wroteToStranger(address: string, withinMs: number): Promise<boolean> {
    const { rows } = await this.pool.query(sql`
      SELECT 1 FROM notifications.outgoing
      WHERE user_id IS NULL AND address = ${address} AND created_at > ${inMs(-withinMs)} LIMIT 1`);
    return rows.length > 0;
  }

  override async due(resting: readonly string[], chats: number): Promise<readonly DueChat[]> {
    const { rows } = await this.pool.query<DueRow>(sql`
      WITH chat AS (
        SELECT address, min(rank) AS rank, min(position) AS position FROM notifications.outgoing
        WHERE state = 'waiting' AND due_at <= now() AND address <> ALL (${[...resting]}::text[])
        GROUP BY address ORDER BY 2, 3 LIMIT ${chats}
      )
      SELECT o.id, o.address, o.user_id, o.attempts, o.rank, o.body, n.number, n.kind, n.text_ko, n.text_en
      FROM chat c
      CROSS JOIN LATERAL (
        SELECT * FROM notifications.outgoing w
        WHERE w.address = c.address AND w.state = 'waiting' AND w.due_at <= now()
        ORDER BY w.rank, w.position LIMIT ${PER_CHAT}
      ) o
      LEFT JOIN notifications.notification n ON n.id = o.notification_id
      ORDER BY c.rank, c.position, o.rank, o.position`);
    const found = new Map<string, DueRow[]>();
    for (const row of rows) found.set(row.address, [...(found.get(row.address) ?? []), row]);
    return [...found].map(([address, due]) => ({
      address,
      userId: due[0]!.user_id,
      due: due.filter(({ user_id }) => user_id === due[0]!.user_id).map(dueOf),
    }));
  }

  override async delivered(ids: readonly string[]): Promise<void> {
    await this.pool.query(sql`
      UPDATE notifications.outgoing
      SET state = 'delivered', attempts = attempts + 1, last_error = NULL, ended_at = ${NOW}
      WHERE id = ANY (${[...ids]}::text[])`);
  }

  override async failed(ids: readonly string[], error: string, againInMs: number): Promise<void> {
    await this.pool.query(sql`
      UPDATE notifications.outgoing
      SET attempts = attempts + 1, last_error = ${error.slice(0, LONGEST_ERROR)}, due_at = ${inMs(againInMs)}
      WHERE id = ANY (${[...ids]}::text[]) AND state = 'waiting'`);
  }

  override async held(ids: readonly string[], forMs: number): Promise<void> {
    await this.pool.query(sql`
      UPDATE notifications.outgoing SET due_at = ${inMs(forMs)}, expires_at = ${inMs(forMs + DEAD_AFTER_MS)}
      WHERE id = ANY (${[...ids]}::text[]) AND state = 'waiting'`);
  }

  override async dead(ids: readonly string[], error: string): Promise<void> {
    await this.pool.query(sql`
      UPDATE notifications.outgoing
      SET state = 'dead', attempts = attempts + 1, last_error = ${error.slice(0, LONGEST_ERROR)},
          ended_at = ${NOW}
      WHERE id = ANY (${[...ids]}::text[])`);
  }

  override async expire(): Promise<number> {
    const { rowCount } = await this.pool.query(sql`
      UPDATE notifications.outgoing
      SET state = 'dead', ended_at = ${NOW}, last_error = coalesce(last_error, 'nobody could send it in time')
      WHERE state = 'waiting' AND expires_at <= now()`);
    return rowCount ?? 0;
  }

  override async forget(olderThanMs: number): Promise<void> {
    await this.pool.query(sql`DELETE FROM notifications.outgoing WHERE ended_at < ${inMs(-olderThanMs)}`);
  }

  override async list(
    userId: string,
    state: DeliveryView['state'] | null,
    before: number | null,
    limit: number,
  ): Promise<readonly DeliveryView[]> {
    const { rows } = await this.pool.query<DeliveryRow>(sql`
      SELECT o.id, o.position, o.channel, n.number, n.priority, o.state, o.attempts, o.last_error, o.created_at,
             o.ended_at
      FROM notifications.outgoing o LEFT JOIN notifications.notification n ON n.id = o.notification_id
      WHERE o.user_id = ${userId} ${state === null ? empty : sql`AND o.state = ${state}`}
            ${before === null ? empty : sql`AND o.position < ${before}`}
      ORDER BY o.position DESC LIMIT ${limit}`);
    return rows.map(deliveryOf);
  }

  override async retry(userId: string, id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(sql`
      UPDATE notifications.outgoing o
      SET state = 'waiting', attempts = 0, due_at = ${NOW}, ended_at = NULL, address = c.address,
          expires_at = ${inMs(DEAD_AFTER_MS)}
      FROM notifications.channel c
      WHERE o.id = ${id} AND o.user_id = ${userId} AND o.state = 'dead'
        AND c.user_id = o.user_id AND c.kind = o.channel AND c.state = 'active'`);
    return rowCount === 1;
  }

  override async counts(): Promise<{ readonly waiting: number; readonly dead: number }> {
    const { rows } = await this.pool.query<{ waiting: string; dead: string }>(sql`
      SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'dead') AS dead
      FROM notifications.outgoing WHERE state <> 'delivered'`);
    return { waiting: Number(rows[0]!.waiting), dead: Number(rows[0]!.dead) };
  }
}

function dueOf({ id, attempts, body, number, kind, rank, text_ko, text_en }: DueRow): Due {
  if (body !== null) return { id, attempts, body, news: null };
  const text = { ko: text_ko!, en: text_en! };
  return { id, attempts, body: null, news: { number: Number(number), kind: kind!, rank, text } };
}

const deliveryOf = (row: DeliveryRow): DeliveryView => ({
  ...{ id: row.id, channel: row.channel, priority: row.priority, state: row.state, attempts: row.attempts },
  position: Number(row.position),
  number: row.number === null ? null : Number(row.number),
  lastError: row.last_error,
  createdAt: epochMs(row.created_at.getTime()),
  endedAt: row.ended_at === null ? null : epochMs(row.ended_at.getTime()),
});
