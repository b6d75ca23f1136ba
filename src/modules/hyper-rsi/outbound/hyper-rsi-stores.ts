import { raw } from '../../../shared/platform/persistence/sql.js';
import type { Database } from '../../../shared/platform/persistence/database.js';
import type { InstanceStore } from '../../../shared/platform/strategy/instance-store.port.js';
import {
  openPgReads,
  openPgStores,
  type StoreSurroundings,
  type StrategyStores,
} from '../../../shared/platform/strategy/outbound/open-pg-stores.js';

/** There is an index of exactly these. */
const INSIDERS = raw(`i.settings ->> 'signalTiming' = 'intrabar'`);

/** HyperRSI keeps its bots, decisions and shards in the schema of its module. */
export const hyperRsiStores = (surroundings: StoreSurroundings): StrategyStores =>
  openPgStores('hyper-rsi', surroundings, INSIDERS);

/** What people are told of its bots where none of them runs. */
export const hyperRsiReads = (database: Database): InstanceStore =>
  openPgReads('hyper-rsi', database, INSIDERS);
