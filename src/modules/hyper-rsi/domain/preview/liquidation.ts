import { parseDecimal, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { money, MONEY_SCALE } from '../../../../shared/pure/numbers/money.js';
import type { Price } from '../../../../shared/pure/market/scale.js';
import { onTick } from '../distance.js';
import type { Plan } from '../plan.js';
import { costOf } from '../position.js';
import { averageOf, type Cycle } from '../state.js';

/** Decimals in which average x lots is exact. */
const COST_DECIMALS = 30;

/**
 * Where a cycle would be liquidated if the account held nothing else, as matching reckons it: isolated a long at
 * a (1 - 1/L) / (1 - m), a short at a (1 + 1/L) / (1 + m); cross, with C the equity without the position, a long at
 * -C / (size (1 - m)), a short at C / (size (1 + m)). Fees to come are left out. Null when no price liquidates it.
 */
export function liquidationPrice(plan: Plan, cycle: Cycle, equity: string): Price | null {
  const { market, settings } = plan;
  const rate = parseDecimal(market.scale.instrument.maintenanceRate ?? '');
  if (market.spot || rate === null || cycle.size === 0) return null;
  const long = cycle.side === 'long';
  const one = pow10(rate.scale);
  const kept = long ? one - rate.units : one + rate.units;
  const leverage = BigInt(settings.leverage);
  if (settings.marginMode === 'isolated') {
    const numerator = averageOf(cycle) * (long ? leverage - 1n : leverage + 1n) * one;
    return onTick(market, { numerator, divisor: leverage * kept }, long ? 'floor' : 'ceil');
  }
  const cost = costOf(market, cycle);
  const own = money(equity) * pow10(COST_DECIMALS - MONEY_SCALE);
  const rest = long ? cost - own : cost + own;
  // From units of 10^-30 quote to an average of 10^-12 quote per lot.
  const divisor = BigInt(cycle.size) * market.averageValue * kept;
  return onTick(market, { numerator: rest * one, divisor }, long ? 'floor' : 'ceil');
}
