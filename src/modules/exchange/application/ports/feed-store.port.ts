import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { FeedCursor } from './market-feed.port.js';

/** A feed's committed position. */
export interface FeedPosition {
  readonly venue: string;
  readonly identity: string;
  readonly cursor: FeedCursor;
  /** Number of the last step told, from 0 (none yet). */
  readonly step: number;
  /** End of the last candle told. */
  readonly marketTime: EpochMs;
}

/** Keeps the position of a stepped feed. */
export abstract class FeedStore {
  abstract load(venue: string): Promise<FeedPosition | null>;

  abstract create(tx: Tx, position: FeedPosition): Promise<void>;

  /** Moves from step `position.step - 1` to `position`; answers false when the feed is no longer at that step. */
  abstract advance(tx: Tx, position: FeedPosition): Promise<boolean>;
}
