import type { Pool } from 'pg';
import { raw, sql, type Sql } from '../../persistence/sql.js';
import { LeaseRows } from '../lease-rows.port.js';

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
    shard: number,
    owner: string,
    ttlMs: number,
    dead: readonly string[],
  ): Promise<number | null> {
    const { rows } = await this.pool.query<{ fence: string }>(sql`
      INSERT INTO ${this.table} AS l (shard, owner, fence, expires_at)
      VALUES (${shard}, ${owner}, 1, now() + ${ttlMs} * interval '1 millisecond')
      ON CONFLICT (shard) DO UPDATE
      SET owner = excluded.owner, expires_at = excluded.expires_at,
          fence = CASE WHEN l.owner = excluded.owner THEN l.fence ELSE l.fence + 1 END
      WHERE l.owner = excluded.owner OR l.expires_at <= now() OR l.owner = ANY (${[...dead]}::text[])
      RETURNING fence`);
    return rows[0] === undefined ? null : Number(rows[0].fence);
  }

  override async ownerOf(shard: number): Promise<string | null> {
    const { rows } = await this.pool.query<{ owner: string }>(
      sql`SELECT owner FROM ${this.table} WHERE shard = ${shard}`,
    );
    return rows[0]?.owner ?? null;
  }

  override async renew(
    owner: string,
    ttlMs: number,
  ): Promise<readonly { readonly shard: number; readonly fence: number }[]> {
    const { rows } = await this.pool.query<{ shard: number; fence: string }>(sql`
      UPDATE ${this.table} SET expires_at = now() + ${ttlMs} * interval '1 millisecond'
      WHERE owner = ${owner} AND expires_at > now() RETURNING shard, fence`);
    return rows.map(({ shard, fence }) => ({ shard, fence: Number(fence) }));
  }

  override async release(owner: string): Promise<void> {
    await this.pool.query(sql`UPDATE ${this.table} SET expires_at = now() WHERE owner = ${owner}`);
  }
}
