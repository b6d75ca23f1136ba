import {
  openPgStores,
  type StoreSurroundings,
  type StrategyStores,
} from '../../../shared/platform/strategy/outbound/open-pg-stores.js';

/** Grid keeps its bots, decisions and shards in the schema of its module. */
export const gridStores = (surroundings: StoreSurroundings): StrategyStores =>
  openPgStores('grid', surroundings);
