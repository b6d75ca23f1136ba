import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { Plan } from '../plan.js';
import type { HyperRsiState } from '../state.js';
import { decisionTime } from './decision-time.js';
import { trendCloses } from './gates.js';

/** What a closed candle is for: nothing, an entry, closing again what should be closed, a trend close, or an add. */
export type Decision = 'nothing' | 'entry' | 'close-again' | 'trend-close' | 'add';

/**
 * The trend close comes before adds and leaves nothing else to evaluate. With `intrabar` a candle in which an entry or add
 * was decided decides no other one; closing is never held back by that.
 */
export function whatToDecide(
  plan: Plan,
  state: HyperRsiState,
  input: CandleClosedInput,
  stamp: Stamp,
): Decision {
  if (decisionTime(plan, input, stamp) <= state.decidedAt || state.ended) return 'nothing';
  const { open } = state;
  const acted = plan.intrabar && state.actedIn === input.open;
  if (open === null || open.size === 0) return acted || state.stopping !== null ? 'nothing' : 'entry';
  if (open.closing?.leg === null) return 'close-again';
  if (state.stopping !== null) return 'nothing';
  if (open.closing === null && trendCloses(plan, open.side, input)) return 'trend-close';
  return acted ? 'nothing' : 'add';
}
