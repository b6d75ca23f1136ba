import type { Cast, Stage } from './cast.js';
import type { GroundChoice } from './ground.js';
import type { RecordedCandles } from './recorded-bars.js';

/** A run with who trades in it. */
export interface RunChoice extends GroundChoice {
  readonly cast: (stage: Stage) => Cast;
  /** Candles that all prices go along; null where each instrument has its own. */
  readonly recorded: RecordedCandles | null;
}
