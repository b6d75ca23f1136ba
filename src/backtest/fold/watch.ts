import type { Stamp } from '../../shared/pure/kernel.js';

/** Who follows the equity of the account that a bot trades on. */
export interface Watch {
  /** Cash or position has changed in candle `index`. */
  moved(index: number): void;
  /** A decision was made, with candle `index` the last that had closed. */
  decided(index: number, stamp: Stamp): void;
}
