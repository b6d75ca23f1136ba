import { LeaseRows, type OwnedShard } from '../../shared/platform/leases/lease-rows.port.js';
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
    shards: readonly number[],
    owner: string,
    ttlMs: number,
    dead: readonly string[],
  ): Promise<readonly OwnedShard[]> {
    return this.statement('leases.take', (nowMs) =>
      [...shards]
        .sort((left, right) => left - right)
        .map((shard) => {
          const there = this.leases.get(String(shard));
          const mine = there === undefined || there.owner === owner;
          if (!mine && there.expiresAtMs > nowMs && !dead.includes(there.owner))
            return { shard, owner: there.owner, fence: there.fence };
          const fence = there === undefined ? 1 : mine ? there.fence : there.fence + 1;
          this.leases.set(String(shard), { shard, owner, fence, expiresAtMs: nowMs + ttlMs });
          return { shard, owner, fence };
        }),
    );
  }

  override renew(owner: string, ttlMs: number): Promise<readonly Omit<OwnedShard, 'owner'>[]> {
    return this.statement('leases.renew', (nowMs) => {
      const mine = this.leases
        .sorted((left, right) => left.shard - right.shard)
        .filter((lease) => lease.owner === owner && lease.expiresAtMs > nowMs);
      for (const { shard } of mine) this.leases.update(String(shard), { expiresAtMs: nowMs + ttlMs });
      return mine.map(({ shard, fence }) => ({ shard, fence }));
    });
  }

  override async release(owner: string, shard: number | null): Promise<void> {
    await this.statement('leases.release', (nowMs) => {
      for (const lease of this.leases.sorted((left, right) => left.shard - right.shard))
        if (lease.owner === owner && (shard === null || lease.shard === shard))
          this.leases.update(String(lease.shard), { expiresAtMs: nowMs });
    });
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}
