import type { Database } from '../../../shared/platform/persistence/database.js';
import type { InstanceStore } from '../../../shared/platform/strategy/instance-store.port.js';
import {
  openPgReads,
  openPgStores,
  type StoreSurroundings,
  type StrategyStores,
} from '../../../shared/platform/strategy/outbound/open-pg-stores.js';

/** Grid keeps its bots, decisions and shards in the schema of its module. */
export const gridStores = (surroundings: StoreSurroundings): StrategyStores =>
  openPgStores('grid', surroundings);

/** What people are told of its bots where none of them runs. */
export const gridReads = (database: Database): InstanceStore => openPgReads('grid', database);
