import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { Plan } from '../plan.js';

/**
 * Time of a decision: the nominal end of the candle, or with `intrabar` the time at which the forming candle was looked at.
 * Worked out where it is needed: handed down as a number it would be allocated at every call.
 */
export const decisionTime = (plan: Plan, { open }: CandleClosedInput, { at }: Stamp): number =>
  plan.intrabar ? at : open + plan.timeframeMs;
