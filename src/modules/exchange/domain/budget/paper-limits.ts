import type { RequestLimit, VenueLimits } from './venue-limits.js';

/** Everything that is asked of the paper venue counts once. */
const ONCE: RequestLimit['costs'] = {
  place: 1,
  'place-conditional': 1,
  cancel: 1,
  'account-state': 1,
  'look-up': 1,
  settings: 1,
};

/**
 * Far more than this program can ask: a refusal that depends on the speed of a machine would part a run from its backtest. The
 * paper venue is counted all the same, so that what is asked of it can be seen, and no path is without a meter.
 */
export const PAPER_LIMITS: VenueLimits = {
  venue: 'paper',
  limits: [
    { name: 'all', scope: 'address', windowMs: 1_000, most: 1_000_000, costs: ONCE },
    { name: 'account', scope: 'account', windowMs: 1_000, most: 500_000, costs: ONCE },
  ],
  lateMs: null,
};
