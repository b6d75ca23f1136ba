import {
  openPgStores,
  type StoreSurroundings,
  type StrategyStores,
} from '../../../shared/platform/strategy/outbound/open-pg-stores.js';

/** HyperRSI keeps its bots, decisions and shards in the schema of its module. */
export const hyperRsiStores = (surroundings: StoreSurroundings): StrategyStores =>
  openPgStores('hyper-rsi', surroundings);
