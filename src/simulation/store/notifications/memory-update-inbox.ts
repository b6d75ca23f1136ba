import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  UpdateInbox,
  type OpenUpdate,
} from '../../../modules/notifications/application/ports/update-inbox.port.js';
import type { Update } from '../../../modules/notifications/domain/index.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import type { NotificationTables } from './notification-tables.js';

const LONGEST_ERROR = 300;

/** Updates in memory. */
export class MemoryUpdateInbox extends UpdateInbox {
  constructor(
    private readonly tables: NotificationTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override async keep(updates: readonly Update[]): Promise<void> {
    if (updates.length === 0) return;
    await this.statement('updates.keep', (nowMs) => {
      for (const { updateId, said } of updates) {
        const key = String(updateId);
        if (this.tables.updates.get(key) !== undefined) continue;
        const doneAtMs = said === null ? nowMs : null;
        const times = { receivedAtMs: nowMs, dueAtMs: nowMs, doneAtMs };
        this.tables.updates.insert(key, { updateId, said, attempts: 0, lastError: null, ...times });
      }
    });
  }

  override open(limit: number): Promise<readonly OpenUpdate[]> {
    return this.statement('updates.open', (nowMs) =>
      [...this.tables.updates.among('undone')]
        .filter(({ dueAtMs }) => dueAtMs <= nowMs)
        .sort((left, right) => left.updateId - right.updateId)
        .slice(0, limit)
        .map(({ updateId, said, attempts }) => ({ updateId, said: said!, attempts })),
    );
  }

  override done(tx: Tx, updateId: number, error: string | null): Promise<boolean> {
    return memory(tx).statement('updates.done', () => {
      const key = String(updateId);
      const row = this.tables.updates.get(key);
      if (row === undefined || row.doneAtMs !== null) return false;
      const lastError = error?.slice(0, LONGEST_ERROR) ?? null;
      return this.tables.updates.update(key, { doneAtMs: memory(tx).nowMs, said: null, lastError });
    });
  }

  override async failed(updateId: number, error: string, againInMs: number): Promise<void> {
    await this.statement('updates.failed', (nowMs) => {
      const row = this.tables.updates.get(String(updateId));
      if (row === undefined) return;
      const lastError = error.slice(0, LONGEST_ERROR);
      const dueAtMs = nowMs + Math.round(againInMs);
      this.tables.updates.update(String(updateId), { attempts: row.attempts + 1, lastError, dueAtMs });
    });
  }

  override async forget(olderThanMs: number): Promise<void> {
    await this.statement('updates.forget', (nowMs) => {
      for (const { updateId, receivedAtMs, doneAtMs } of [...this.tables.updates.all()])
        if (doneAtMs !== null && receivedAtMs < nowMs - olderThanMs)
          this.tables.updates.delete(String(updateId));
    });
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}
