import type { Pool } from 'pg';
import type { Clock } from '../../clock/clock.port.js';
import { raw, sql, type Sql } from '../../persistence/sql.js';
import { ShardLeases, type Lease } from '../shard-leases.port.js';
import { identityText, isDead, parseIdentity, type ProcessIdentity } from '../process-identity.js';

export interface LeaseTimes {
  /** How long a lease lasts by the database's clock. */
  readonly ttlMs: number;
  /** The holder counts it as lost this long after its last renewal, by its own monotonic clock: before others may take it. */
  readonly trustedMs: number;
}

export const LEASE_TIMES: LeaseTimes = { ttlMs: 15_000, trustedMs: 10_000 };

/** Leases as rows: one conditional statement takes one, by the database's clock. */
export class PgShardLeases extends ShardLeases {
  private readonly held = new Map<number, { readonly lease: Lease; readonly confirmedAt: number }>();
  private readonly owner: string;
  private readonly table: Sql;

  constructor(
    private readonly pool: Pool,
    schema: string,
    private readonly clock: Clock,
    private readonly self: ProcessIdentity,
    private readonly times: LeaseTimes = LEASE_TIMES,
  ) {
    super();
    this.owner = identityText(self);
    this.table = raw(`${schema}.lease`);
  }

  override holds(shard: number): boolean {
    return this.trusted(shard) !== null;
  }

  override async take(shard: number): Promise<Lease | null> {
    const trusted = this.trusted(shard);
    if (trusted !== null) return trusted;
    return (await this.tryTake(shard, [])) ?? this.takeFromTheDead(shard);
  }

  override async renew(): Promise<void> {
    const asked = this.clock.monotonicMs();
    const { rows } = await this.pool.query<{ shard: number; fence: string }>(sql`
      UPDATE ${this.table} SET expires_at = now() + ${this.times.ttlMs} * interval '1 millisecond'
      WHERE owner = ${this.owner} AND expires_at > now() RETURNING shard, fence`);
    const kept = new Set(rows.map(({ shard }) => shard));
    for (const shard of this.held.keys()) if (!kept.has(shard)) this.held.delete(shard);
    for (const { shard, fence } of rows) this.remember(shard, Number(fence), asked);
  }

  override async release(): Promise<void> {
    this.held.clear();
    await this.pool.query(sql`UPDATE ${this.table} SET expires_at = now() WHERE owner = ${this.owner}`);
  }

  override lost(shard: number): void {
    this.held.delete(shard);
  }

  private trusted(shard: number): Lease | null {
    const held = this.held.get(shard);
    if (held === undefined || this.clock.monotonicMs() - held.confirmedAt >= this.times.trustedMs)
      return null;
    return held.lease;
  }

  private async tryTake(shard: number, dead: readonly string[]): Promise<Lease | null> {
    const asked = this.clock.monotonicMs();
    const { rows } = await this.pool.query<{ fence: string }>(sql`
      INSERT INTO ${this.table} AS l (shard, owner, fence, expires_at)
      VALUES (${shard}, ${this.owner}, 1, now() + ${this.times.ttlMs} * interval '1 millisecond')
      ON CONFLICT (shard) DO UPDATE
      SET owner = excluded.owner, expires_at = excluded.expires_at,
          fence = CASE WHEN l.owner = excluded.owner THEN l.fence ELSE l.fence + 1 END
      WHERE l.owner = excluded.owner OR l.expires_at <= now() OR l.owner = ANY (${[...dead]}::text[])
      RETURNING fence`);
    const row = rows[0];
    return row === undefined ? null : this.remember(shard, Number(row.fence), asked);
  }

  private async takeFromTheDead(shard: number): Promise<Lease | null> {
    const { rows } = await this.pool.query<{ owner: string }>(
      sql`SELECT owner FROM ${this.table} WHERE shard = ${shard}`,
    );
    const owner = rows[0]?.owner;
    const other = owner === undefined ? null : parseIdentity(owner);
    if (owner === undefined || other === null || !(await isDead(other, this.self))) return null;
    return this.tryTake(shard, [owner]);
  }

  private remember(shard: number, fence: number, confirmedAt: number): Lease {
    const lease = { shard, owner: this.owner, fence };
    this.held.set(shard, { lease, confirmedAt });
    return lease;
  }
}
