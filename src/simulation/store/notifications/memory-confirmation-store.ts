import { ConfirmationStore } from '../../../modules/notifications/application/ports/confirmation-store.port.js';
import type { Choice } from '../../../modules/notifications/domain/index.js';
import type { Connection } from '../connection.js';
import type { NotificationTables } from './notification-tables.js';

/** Confirmations in memory. */
export class MemoryConfirmationStore extends ConfirmationStore {
  constructor(
    private readonly tables: NotificationTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override async add(
    token: string,
    userId: string,
    choices: readonly Choice[],
    forMs: number,
  ): Promise<void> {
    await this.statement('confirmations.add', (nowMs) =>
      this.tables.confirmations.insert(token, {
        ...{ userId, choices, expiresAtMs: nowMs + Math.round(forMs), usedBy: null },
      }),
    );
  }

  override use(token: string, userId: string, updateId: number): Promise<readonly Choice[] | null> {
    return this.statement('confirmations.use', (nowMs) => {
      const row = this.tables.confirmations.get(token);
      if (row?.userId !== userId) return null;
      const mayUse = row.usedBy === updateId || (row.usedBy === null && row.expiresAtMs > nowMs);
      if (!mayUse) return null;
      this.tables.confirmations.update(token, { usedBy: updateId });
      return row.choices;
    });
  }

  override async forget(olderThanMs: number): Promise<void> {
    await this.statement('confirmations.forget', (nowMs) => {
      for (const [token, { expiresAtMs }] of [...this.tables.confirmations.entries()])
        if (expiresAtMs < nowMs - olderThanMs) this.tables.confirmations.delete(token);
    });
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}
