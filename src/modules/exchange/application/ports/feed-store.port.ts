import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { FeedCursor } from './market-feed.port.js';

/** What of a candle is told: its open (which may take several steps), its path, its close. */
export type FeedPhase = 'open' | 'path' | 'close';

/** A feed's committed position. */
export interface FeedPosition {
  readonly venue: string;
  readonly identity: string;
  /** The row that is being told; it moves on when its close is told. */
  readonly cursor: FeedCursor;
  /** The phase told last: `close` of the row before, or `open` or `path` of the row at the cursor. */
  readonly phase: FeedPhase;
  /** Number of the last step told, from 0 (none yet). */
  readonly step: number;
  /** End of the last candle whose close was told; where candles are missing after it, the open of the next once that is told. */
  readonly marketTime: EpochMs;
  /** Changes of accounts that were no steps: whoever has working copies learns by it that they are none any more. */
  readonly changes: number;
}

/** Keeps the position of a stepped feed. */
export abstract class FeedStore {
  abstract load(venue: string): Promise<FeedPosition | null>;

  abstract create(tx: Tx, position: FeedPosition): Promise<void>;

  /** Moves from step `position.step - 1` to `position`; answers false when the feed or its changes are not there any more. */
  abstract advance(tx: Tx, position: FeedPosition): Promise<boolean>;

  /**
   * Keeps the feed at `position` until the transaction ends, and counts a change of accounts, for other processes to notice; answers
   * false when the feed or its changes are not there any more.
   */
  abstract touch(tx: Tx, position: FeedPosition): Promise<boolean>;

  /** Runs `work` while nobody else can step the feed or hold it: they wait for its end. */
  abstract alone<Answer>(venue: string, work: () => Promise<Answer>): Promise<Answer>;
}

/** Another process has moved this feed, or an account on it: what is known here is not true any more. */
export class VenueMoved extends Error {
  override readonly name = 'VenueMoved';
}
