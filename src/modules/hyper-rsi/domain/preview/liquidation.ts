import { maintenanceOf, MONEY_TO_COST, stepAt } from '../../../../shared/pure/market/maintenance.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import type { Price } from '../../../../shared/pure/market/scale.js';
import { onTick } from '../distance.js';
import type { Plan } from '../plan.js';
import { costOf } from '../position.js';
import type { Cycle } from '../state.js';

/**
 * Where a cycle would be liquidated if the account held nothing else, as matching reckons it: isolated a long at
 * a (1 - 1/L) / (1 - m), a short at a (1 + 1/L) / (1 + m); cross, with C the equity without the position, a long at
 * -C / (size (1 - m)), a short at C / (size (1 + m)); of tiers that of the cycle's cost, whose amount is taken off what is kept
 * back. Fees to come are left out. Null when no price liquidates it.
 */
export function liquidationPrice(plan: Plan, cycle: Cycle, equity: string): Price | null {
  const { market, settings } = plan;
  const maintenance = maintenanceOf(market.scale.instrument);
  if (market.spot || maintenance === null || cycle.size === 0) return null;
  const { base } = maintenance;
  const long = cycle.side === 'long';
  const cost = costOf(market, cycle);
  const { rate, amount } = stepAt(maintenance, cost);
  const leverage = BigInt(settings.leverage);
  const isIsolated = settings.marginMode === 'isolated';
  const own = isIsolated ? cost : money(equity) * MONEY_TO_COST * leverage;
  const worth = (kept: bigint): bigint => {
    const rest = own + kept * MONEY_TO_COST * leverage;
    return long ? cost * leverage - rest : cost * leverage + rest;
  };
  // From units of 10^-30 quote to an average of 10^-12 quote per lot.
  const divisor = BigInt(cycle.size) * market.averageValue * leverage;
  const ratio = { numerator: worth(amount) * base, divisor: divisor * (long ? base - rate : base + rate) };
  // What is kept back is never below zero: then it is the price at which nothing is left.
  const isBelowNothing =
    ratio.numerator * BigInt(cycle.size) * market.averageValue * rate <
    amount * MONEY_TO_COST * base * ratio.divisor;
  const { numerator, divisor: by } = isBelowNothing ? { numerator: worth(0n), divisor } : ratio;
  return onTick(market, { numerator, divisor: by }, long ? 'floor' : 'ceil');
}
