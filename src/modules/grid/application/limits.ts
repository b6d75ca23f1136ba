import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { GetRiskLimits } from '../../orders/contracts/queries/get-risk-limits.query.js';

/** The caps of a user's accounts that a grid as a whole must keep; decimals in quote. */
export interface GridLimits {
  readonly maxLoss: string;
  readonly maxNotional: string;
}

/** What of the user's risk limits concerns a grid: Orders holds every single order against them again. */
export async function limitsOf(bus: Bus, userId: string): Promise<GridLimits> {
  const { maxDailyLoss, maxPositionNotional } = await bus.ask(new GetRiskLimits({ userId }));
  return { maxLoss: maxDailyLoss, maxNotional: maxPositionNotional };
}

/** Several refusals as one: the first, with all of them in its details. */
export function refusedWith(refusals: readonly Refusal[]): Refusal {
  const [first] = refusals;
  if (first === undefined) return refusal('refused', 'these settings give no ladder');
  const all = refusals.map(({ code, message, details }) => ({ code, message, details }));
  return refusal(first.code, first.message, { ...first.details, refusals: all });
}
