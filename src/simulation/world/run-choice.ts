import type { Cast, Stage } from './cast.js';
import type { GroundChoice } from './ground.js';

/** A run with who trades in it. */
export interface RunChoice extends GroundChoice {
  readonly cast: (stage: Stage) => Cast;
}
