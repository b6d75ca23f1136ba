import type { RiskFacts } from '../domain/risk/approve.js';
import { limitsInForce, quoteOf } from '../domain/risk/limits.js';
import type { Waiting } from './ports/intent-store.port.js';
import type { RiskState } from './ports/risk-store.port.js';

/** What an order for `symbol` is judged by, but for what its lane holds. */
export const riskFacts = (
  { chosen, halted, accountHalt, instance, ordersToday }: RiskState,
  symbol: string,
  { resting, exposure, undecided, elsewhere }: Waiting,
): Omit<RiskFacts, 'position' | 'short' | 'laneHalt'> => ({
  limits: limitsInForce(chosen, quoteOf(symbol)),
  ...{ halted, accountHalt, instance, ordersToday, resting, undecided, elsewhere },
  waitingExposure: exposure,
});
