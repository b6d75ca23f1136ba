import type { Pool } from 'pg';
import type { Clock } from '../../clock/clock.port.js';
import { HeldLeases, LEASE_TIMES, type LeaseTimes } from '../held-leases.js';
import { identityText, isDead, parseIdentity, type ProcessIdentity } from '../process-identity.js';
import { PgLeaseRows } from './pg-lease-rows.js';

export { LEASE_TIMES, type LeaseTimes };

/** The leases of this process as rows of a module's schema. */
export class PgShardLeases extends HeldLeases {
  constructor(
    pool: Pool,
    schema: string,
    clock: Clock,
    self: ProcessIdentity,
    times: LeaseTimes = LEASE_TIMES,
  ) {
    super({
      ...{ clock, times },
      rows: new PgLeaseRows(pool, schema),
      owner: identityText(self),
      isGone: async (owner) => {
        const other = parseIdentity(owner);
        return other !== null && isDead(other, self);
      },
    });
  }
}
