import { raw } from '../../../shared/platform/persistence/sql.js';
import {
  openPgStores,
  type StoreSurroundings,
  type StrategyStores,
} from '../../../shared/platform/strategy/outbound/open-pg-stores.js';

/** There is an index of exactly these. */
const INSIDERS = raw(`i.settings ->> 'signalTiming' = 'intrabar'`);

/** HyperRSI keeps its bots, decisions and shards in the schema of its module. */
export const hyperRsiStores = (surroundings: StoreSurroundings): StrategyStores =>
  openPgStores('hyper-rsi', surroundings, INSIDERS);
