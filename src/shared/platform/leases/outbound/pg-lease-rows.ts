import type { Pool } from 'pg';
import { raw, sql, type Sql } from '../../persistence/sql.js';
import { LeaseRows, type OwnedShard } from '../lease-rows.port.js';

export class PgLeaseRows extends LeaseRows {
  private readonly table: Sql;

  constructor(
    private readonly pool: Pool,
    schema: string,
  ) {
    super();
    this.table = raw(`${schema}.lease`);
  }

  override async take(
    shards: readonly number[],
    owner: string,
    ttlMs: number,
    dead: readonly string[],
  ): Promise<readonly OwnedShard[]> {
    // In one order everywhere, so that two processes that want the same never wait for each other in a circle.
    const { rows } = await this.pool.query<FencedRow & { owner: string }>(sql`
      WITH taken AS (
        INSERT INTO ${this.table} AS l (shard, owner, fence, expires_at)
        SELECT shard, ${owner}::text, 1, now() + ${ttlMs} * interval '1 millisecond'
        FROM unnest(${[...shards]}::integer[]) AS wanted (shard) ORDER BY shard
        ON CONFLICT (shard) DO UPDATE
        SET owner = excluded.owner, expires_at = excluded.expires_at,
            fence = CASE WHEN l.owner = excluded.owner THEN l.fence ELSE l.fence + 1 END
        WHERE l.owner = excluded.owner OR l.expires_at <= now() OR l.owner = ANY (${[...dead]}::text[])
        RETURNING shard, owner, fence
      )
      SELECT shard, owner, fence FROM taken
      UNION ALL
      SELECT shard, owner, fence FROM ${this.table}
      WHERE shard = ANY (${[...shards]}::integer[]) AND shard NOT IN (SELECT shard FROM taken)
      ORDER BY shard`);
    return rows.map((row) => ({ ...fenced(row), owner: row.owner }));
  }

  override async renew(owner: string, ttlMs: number): Promise<readonly Omit<OwnedShard, 'owner'>[]> {
    const { rows } = await this.pool.query<FencedRow>(sql`
      UPDATE ${this.table} SET expires_at = now() + ${ttlMs} * interval '1 millisecond'
      WHERE owner = ${owner} AND expires_at > now() RETURNING shard, fence`);
    return rows.map(fenced);
  }

  override async release(owner: string, shard: number | null): Promise<void> {
    // The column has whole milliseconds, and to the next of them somebody else would find it taken.
    await this.pool.query(sql`
      UPDATE ${this.table} SET expires_at = date_trunc('milliseconds', now())
      WHERE owner = ${owner} AND (${shard}::integer IS NULL OR shard = ${shard}::integer)`);
  }
}

interface FencedRow {
  readonly shard: number;
  readonly fence: string;
}

const fenced = ({ shard, fence }: FencedRow): Omit<OwnedShard, 'owner'> => ({ shard, fence: Number(fence) });
