import type { Lots, Price } from '../../../shared/pure/market/scale.js';
import { divide } from '../../../shared/pure/numbers/decimal.js';
import type { Leg, Side } from '../../../shared/pure/strategy/order.js';
import { arrived, type HyperRsiMarket } from './market.js';
import type { Anchor, Cycle } from './state.js';

/** The part of a cycle that is a position. */
export type Holding = Pick<Cycle, 'size' | 'average' | 'anchor'>;

/** Size x average in units of 10^-30 quote, exact. */
export const costOf = (
  { averageValue }: HyperRsiMarket,
  { size, average }: Pick<Holding, 'size' | 'average'>,
): bigint => BigInt(average) * BigInt(size) * averageValue;

/** One more fill of an entry. */
export interface Increase {
  readonly leg: Leg;
  readonly side: Side;
  readonly price: Price;
  readonly size: Lots;
}

/**
 * The position after a fill that adds: (old average x old size + price x size) / new size, to 12 decimals half up. All
 * fills of one leg are weighed against the average before the first of them, so that splitting a fill changes nothing.
 */
export function increased(market: HyperRsiMarket, holding: Holding, fill: Increase): Holding {
  const before = anchorFor(holding, fill.leg);
  const filled = before.filled + fill.size;
  const lots = arrived(market, fill.side, filled);
  const gained = lots - before.lots;
  const cost = BigInt(before.cost) + BigInt(fill.price) * BigInt(gained);
  const size = before.size + lots;
  const total = BigInt(before.average) * BigInt(before.size) + cost * market.averageFactor;
  const average = size === 0 ? before.average : String(divide(total, BigInt(size), 'half-up'));
  return {
    size: size as Lots,
    average,
    anchor: {
      leg: before.leg,
      average: before.average,
      size: before.size,
      cost: String(cost),
      lots: lots as Lots,
      filled: filled as Lots,
    },
  };
}

function anchorFor({ size, average, anchor }: Holding, leg: Leg): Anchor {
  if (anchor.leg === leg) return anchor;
  return { leg, average, size, cost: '0', lots: 0 as Lots, filled: 0 as Lots };
}

/** The position after a fill that reduces; the average stays. A later part of an entry starts a new anchor. */
export const reduced = ({ size, average, anchor }: Holding, lots: number): Holding => ({
  size: (size - lots) as Lots,
  average,
  anchor: {
    leg: null,
    average: anchor.average,
    size: anchor.size,
    cost: anchor.cost,
    lots: anchor.lots,
    filled: anchor.filled,
  },
});
