import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { PositionFacts } from '../contracts/events/position-facts.js';
import { formatPrice, formatSize, realisedOf } from '../domain/index.js';
import type { HeldPosition } from './ports/position-store.port.js';

/** A position as its events tell it. */
export function factsOf({ id, life, ...position }: HeldPosition): PositionFacts {
  const { userId, accountId, venue, symbol, strategy, instanceId } = position;
  return {
    positionId: id,
    ...{ userId, accountId, venue, symbol, strategy, instanceId },
    side: life.side,
    size: formatSize(life.size),
    averagePrice: formatPrice(life.average),
    realisedPnl: formatMoney(realisedOf(life)),
    fees: formatMoney(life.fees),
    funding: formatMoney(life.funding),
  };
}
