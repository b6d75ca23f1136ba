import { LeaseRows } from '../../shared/platform/leases/lease-rows.port.js';
import type { Connection } from './connection.js';
import type { MemoryDatabase } from './memory-database.js';
import { Table } from './table.js';

export interface LeaseRow {
  readonly shard: number;
  readonly owner: string;
  readonly fence: number;
  readonly expiresAtMs: number;
}

export const leaseTable = (database: MemoryDatabase): Table<LeaseRow> => new Table(database, 'lease');

/** Leases as rows in memory. */
export class MemoryLeaseRows extends LeaseRows {
  constructor(
    private readonly database: MemoryDatabase,
    private readonly leases: Table<LeaseRow>,
    private readonly connection: Connection,
  ) {
    super();
  }

  override take(
    shard: number,
    owner: string,
    ttlMs: number,
    dead: readonly string[],
  ): Promise<number | null> {
    return this.statement('take', (nowMs) => {
      const there = this.leases.get(String(shard));
      const expiresAtMs = nowMs + ttlMs;
      if (there === undefined) {
        this.leases.insert(String(shard), { shard, owner, fence: 1, expiresAtMs });
        return 1;
      }
      const mine = there.owner === owner;
      if (!mine && there.expiresAtMs > nowMs && !dead.includes(there.owner)) return null;
      const fence = mine ? there.fence : there.fence + 1;
      this.leases.update(String(shard), { owner, fence, expiresAtMs });
      return fence;
    });
  }

  override ownerOf(shard: number): Promise<string | null> {
    return this.statement('ownerOf', () => this.leases.get(String(shard))?.owner ?? null);
  }

  override renew(
    owner: string,
    ttlMs: number,
  ): Promise<readonly { readonly shard: number; readonly fence: number }[]> {
    return this.statement('renew', (nowMs) => {
      const mine = this.leases
        .sorted((left, right) => left.shard - right.shard)
        .filter((lease) => lease.owner === owner && lease.expiresAtMs > nowMs);
      for (const { shard } of mine) this.leases.update(String(shard), { expiresAtMs: nowMs + ttlMs });
      return mine.map(({ shard, fence }) => ({ shard, fence }));
    });
  }

  override async release(owner: string): Promise<void> {
    await this.statement('release', (nowMs) => {
      for (const lease of this.leases.sorted((left, right) => left.shard - right.shard))
        if (lease.owner === owner) this.leases.update(String(lease.shard), { expiresAtMs: nowMs });
    });
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(`leases.${name}`);
    const value = await this.database.statement(work);
    await this.connection.answered(`leases.${name}`);
    return value;
  }
}
