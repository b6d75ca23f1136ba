import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  DEAD_AFTER_MS,
  OutgoingStore,
  type Answer,
  type DeliveryView,
  type Due,
  type DueChat,
} from '../../../modules/notifications/application/ports/outgoing-store.port.js';
import { ANSWER_RANK } from '../../../modules/notifications/domain/index.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import type { NotificationTables, OutgoingRow } from './notification-tables.js';

const PER_CHAT = 500;
const LONGEST_ERROR = 300;

/** Messages on their way, in memory. */
export class MemoryOutgoingStore extends OutgoingStore {
  constructor(
    private readonly tables: NotificationTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override async answer(tx: Tx, ...answers: readonly Answer[]): Promise<void> {
    for (const answer of answers)
      await memory(tx).statement('outgoing.answer', () => {
        const { nowMs } = memory(tx);
        this.tables.outgoing.insert(answer.id, {
          ...{ ...answer, position: this.tables.nextPosition(), notificationId: null, rank: ANSWER_RANK },
          ...{ state: 'waiting', attempts: 0, lastError: null, endedAtMs: null },
          ...{ dueAtMs: nowMs, expiresAtMs: nowMs + DEAD_AFTER_MS, createdAtMs: nowMs },
        });
      });
  }

  override wroteToStranger(address: string, withinMs: number): Promise<boolean> {
    return this.statement('outgoing.wroteToStranger', (nowMs) =>
      [...this.tables.outgoing.all()].some(
        (row) => row.userId === null && row.address === address && row.createdAtMs > nowMs - withinMs,
      ),
    );
  }

  override due(resting: readonly string[], chats: number): Promise<readonly DueChat[]> {
    return this.statement('outgoing.due', (nowMs) => {
      const found = new Map<string, OutgoingRow[]>();
      for (const row of this.tables.outgoing.among('waiting')) {
        if (row.dueAtMs > nowMs || resting.includes(row.address)) continue;
        const there = found.get(row.address);
        if (there === undefined) found.set(row.address, [row]);
        else there.push(row);
      }
      return [...found.entries()]
        .map(([address, rows]) => ({ address, rows: rows.sort(byUrgency), first: firstOf(rows) }))
        .sort(
          (left, right) => left.first.rank - right.first.rank || left.first.position - right.first.position,
        )
        .slice(0, chats)
        .map(({ address, rows }) => {
          const { userId } = rows[0]!;
          const due = rows.slice(0, PER_CHAT).filter((row) => row.userId === userId);
          return { address, userId, due: due.map((row) => this.dueOf(row)) };
        });
    });
  }

  override delivered(ids: readonly string[]): Promise<void> {
    return this.change('outgoing.delivered', ids, ({ attempts }, nowMs) => ({
      ...{ state: 'delivered', attempts: attempts + 1, lastError: null, endedAtMs: nowMs },
    }));
  }

  override failed(ids: readonly string[], error: string, againInMs: number): Promise<void> {
    return this.change('outgoing.failed', ids, ({ state, attempts }, nowMs) => {
      if (state !== 'waiting') return null;
      const lastError = error.slice(0, LONGEST_ERROR);
      return { attempts: attempts + 1, lastError, dueAtMs: nowMs + Math.round(againInMs) };
    });
  }

  override held(ids: readonly string[], forMs: number): Promise<void> {
    return this.change('outgoing.held', ids, ({ state }, nowMs) => {
      if (state !== 'waiting') return null;
      return { dueAtMs: nowMs + Math.round(forMs), expiresAtMs: nowMs + Math.round(forMs) + DEAD_AFTER_MS };
    });
  }

  override dead(ids: readonly string[], error: string): Promise<void> {
    return this.change('outgoing.dead', ids, ({ attempts }, nowMs) => ({
      ...{
        state: 'dead',
        attempts: attempts + 1,
        lastError: error.slice(0, LONGEST_ERROR),
        endedAtMs: nowMs,
      },
    }));
  }

  override expire(): Promise<number> {
    return this.statement('outgoing.expire', (nowMs) => {
      const { outgoing } = this.tables;
      const over = [...outgoing.among('waiting')].filter(({ expiresAtMs }) => expiresAtMs <= nowMs);
      for (const { id, lastError } of over)
        outgoing.update(id, {
          ...{ state: 'dead', endedAtMs: nowMs, lastError: lastError ?? 'nobody could send it in time' },
        });
      return over.length;
    });
  }

  override async forget(olderThanMs: number): Promise<void> {
    await this.statement('outgoing.forget', (nowMs) => {
      for (const { id, endedAtMs } of [...this.tables.outgoing.all()])
        if (endedAtMs !== null && endedAtMs < nowMs - olderThanMs) this.tables.outgoing.delete(id);
    });
  }

  override list(
    userId: string,
    state: DeliveryView['state'] | null,
    before: number | null,
    limit: number,
  ): Promise<readonly DeliveryView[]> {
    return this.statement('outgoing.list', () =>
      this.tables.outgoing
        .sorted((left, right) => right.position - left.position)
        .filter(
          (row) =>
            row.userId === userId &&
            (state === null || row.state === state) &&
            (before === null || row.position < before),
        )
        .slice(0, limit)
        .map((row) => this.deliveryOf(row)),
    );
  }

  override retry(userId: string, id: string): Promise<boolean> {
    return this.statement('outgoing.retry', (nowMs) => {
      const row = this.tables.outgoing.get(id);
      const channel = this.tables.channels.get(userId);
      if (row?.userId !== userId || row.state !== 'dead' || channel?.state !== 'active') return false;
      return this.tables.outgoing.update(id, {
        ...{ state: 'waiting', attempts: 0, dueAtMs: nowMs, endedAtMs: null, address: channel.address },
        expiresAtMs: nowMs + DEAD_AFTER_MS,
      });
    });
  }

  override counts(): Promise<{ readonly waiting: number; readonly dead: number }> {
    return this.statement('outgoing.counts', () => {
      const states = [...this.tables.outgoing.all()].map(({ state }) => state);
      const of = (wanted: DeliveryView['state']): number => states.filter((state) => state === wanted).length;
      return { waiting: of('waiting'), dead: of('dead') };
    });
  }

  private dueOf({ id, attempts, body, notificationId, rank }: OutgoingRow): Due {
    if (body !== null) return { id, attempts, body, news: null };
    const { number, kind, text } = this.tables.notifications.get(notificationId!)!;
    return { id, attempts, body: null, news: { number, kind, rank, text } };
  }

  private deliveryOf(row: OutgoingRow): DeliveryView {
    const { id, position, state, attempts, lastError, notificationId, createdAtMs, endedAtMs } = row;
    const news = notificationId === null ? undefined : this.tables.notifications.get(notificationId);
    return {
      ...{ id, position, channel: 'telegram', state, attempts, lastError },
      ...{ number: news?.number ?? null, priority: news?.priority ?? null },
      createdAt: epochMs(createdAtMs),
      endedAt: endedAtMs === null ? null : epochMs(endedAtMs),
    };
  }

  private async change(
    name: string,
    ids: readonly string[],
    change: (row: OutgoingRow, nowMs: number) => Partial<OutgoingRow> | null,
  ): Promise<void> {
    await this.statement(name, (nowMs) => {
      for (const id of ids) {
        const row = this.tables.outgoing.get(id);
        const changed = row === undefined ? null : change(row, nowMs);
        if (changed !== null) this.tables.outgoing.update(id, changed);
      }
    });
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}

const byUrgency = (left: OutgoingRow, right: OutgoingRow): number =>
  left.rank - right.rank || left.position - right.position;

/** The smallest rank and the smallest position there are, each for itself. */
const firstOf = (rows: readonly OutgoingRow[]): { readonly rank: number; readonly position: number } => ({
  rank: Math.min(...rows.map(({ rank }) => rank)),
  position: Math.min(...rows.map(({ position }) => position)),
});
