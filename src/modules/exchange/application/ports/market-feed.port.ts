import type { Candle } from '../../../../shared/pure/market/candle.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import type { PaperConditions } from '../../../../shared/pure/market/paper-conditions.js';
import type { JsonObject } from '../../../../shared/pure/json.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';
import type { FeedSource } from '../../contracts/queries/get-feed-status.query.js';

/** Where a feed stands: everything needed to go on from there after a restart. */
export interface FeedCursor {
  /** Number of the next row, from 0. */
  readonly row: number;
  /** What the feed itself wants to remember. */
  readonly memory: JsonObject;
}

export interface FeedRow {
  readonly candle: Candle;
  readonly next: FeedCursor;
}

/**
 * A source of candles that can be stepped through: the same rows in the same order, every time. One price path, offered
 * under every instrument of `instruments`.
 */
export abstract class MarketFeed {
  abstract readonly source: Exclude<FeedSource, 'live'>;
  /** Names the data exactly (seed, file digest): a stored position is only valid for the same identity. */
  abstract readonly identity: string;
  abstract readonly timeframe: Timeframe;
  abstract readonly instruments: readonly Instrument[];
  /** Most decimals of a candle price, which may lie off the tick. */
  abstract readonly candleDecimals: number;
  /** Under which new books are opened on this market. */
  abstract readonly conditions: PaperConditions;

  /** The cursor before the first row that is told live; rows before it are history. */
  abstract begin(): Promise<FeedCursor>;

  /** The row at `cursor`, or null when the feed is through. */
  abstract read(cursor: FeedCursor): Promise<FeedRow | null>;

  /** Candles with open times in [from, before), ascending, at most `limit`. */
  abstract history(from: EpochMs | null, before: EpochMs, limit: number): Promise<readonly Candle[]>;
}
