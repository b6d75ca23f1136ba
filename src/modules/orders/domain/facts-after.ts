import type { Money } from '../../../shared/pure/numbers/money.js';
import type { Side } from '../../../shared/pure/strategy/order.js';
import { unitsOfText } from './exposure.js';
import type { ApprovedOrder, RiskFacts } from './risk/approve.js';

/** The facts for the next order of the same command, once this one is stored. */
export function afterPlacing(facts: RiskFacts, { order, exposure }: ApprovedOrder): RiskFacts {
  const counted: RiskFacts = {
    ...facts,
    waitingExposure: (facts.waitingExposure + exposure) as Money,
    ordersToday: exposure > 0n ? facts.ordersToday + 1 : facts.ordersToday,
  };
  return order.reduceOnly || order.type === 'trigger'
    ? counted
    : withResting(counted, order.side, unitsOfText(order.size));
}

/**
 * The facts once an order is to be cancelled: it no longer stands in the way of another exit. What it could add goes on
 * counting until the venue confirms.
 */
export const afterCancelling = (facts: RiskFacts, side: Side, left: Money): RiskFacts =>
  withResting(facts, side, (0n - left) as Money);

function withResting(facts: RiskFacts, side: Side, change: Money): RiskFacts {
  const size = facts.resting[side] + change;
  return { ...facts, resting: { ...facts.resting, [side]: (size < 0n ? 0n : size) as Money } };
}
