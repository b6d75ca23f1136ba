import type { JsonObject } from '../../../shared/pure/json.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { FeedPhase, FeedPosition } from '../application/ports/feed-store.port.js';

/** The columns of a position, of `exchange.feed f`. */
export const FEED_COLUMNS = sql`f.venue, f.identity, f.row, f.memory, f.phase, f.step, f.market_time, f.changes`;

/** One row of them. */
export interface FeedRow {
  readonly venue: string;
  readonly identity: string;
  readonly row: string;
  readonly memory: JsonObject;
  readonly phase: FeedPhase;
  readonly step: string;
  readonly market_time: Date;
  readonly changes: string;
}

export const positionOf = (row: FeedRow): FeedPosition => ({
  venue: row.venue,
  identity: row.identity,
  cursor: { row: Number(row.row), memory: row.memory },
  phase: row.phase,
  step: Number(row.step),
  marketTime: epochMs(row.market_time.getTime()),
  changes: Number(row.changes),
});
