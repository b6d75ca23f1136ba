import type { StrategyKind } from '../../../pure/strategy/instance.js';
import { schemaOf } from '../../bus/record/outbox.js';
import type { Clock } from '../../clock/clock.port.js';
import type { Database } from '../../persistence/database.js';
import type { Sql } from '../../persistence/sql.js';
import type { InstanceStore } from '../instance-store.port.js';
import type { StrategyStores } from '../open-shell.js';
import type { ProcessIdentity } from '../../leases/process-identity.js';
import { PgDecisionStore } from './pg-decision-store.js';
import { PgInstanceStore } from './pg-instance-store.js';
import { PgShardLeases } from '../../leases/outbound/pg-shard-leases.js';

export type { StrategyStores };

export interface StoreSurroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly self: ProcessIdentity;
}

/**
 * What people are told of one strategy's instances.
 * @param insiders which of them, `i`, decide inside their candles, null where none ever does.
 */
export const openPgReads = (
  kind: StrategyKind,
  database: Database,
  insiders: Sql | null = null,
): InstanceStore => new PgInstanceStore(database.pool('api'), kind, schemaOf(kind), insiders);

/** The stores of one strategy in its module's schema; people read on their own connections. `insiders` as above. */
export function openPgStores(
  kind: StrategyKind,
  { database, clock, self }: StoreSurroundings,
  insiders: Sql | null = null,
): StrategyStores {
  const schema = schemaOf(kind);
  const trade = database.pool('trade');
  return {
    schema,
    instances: openPgReads(kind, database, insiders),
    decisions: new PgDecisionStore(trade, kind, schema, insiders),
    leases: new PgShardLeases(trade, schema, clock, self),
  };
}
