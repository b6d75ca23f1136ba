import type { Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import { raw, sql, type Sql } from '../../../shared/platform/persistence/sql.js';

/** The shards of these leases as a row source `h`: shard, owner and fence. */
export const heldShards = (leases: readonly Lease[]): Sql => sql`unnest(
  ${leases.map(({ shard }) => shard)}::int[], ${leases.map(({ owner }) => owner)}::text[],
  ${leases.map(({ fence }) => fence)}::bigint[]
) AS h(shard, owner, fence)`;

/** Joins `orders.lease l` to `h` where the lease still stands, by the database's clock. */
export const leaseStands = raw(
  'l.shard = h.shard AND l.owner = h.owner AND l.fence = h.fence AND l.expires_at > now()',
);
