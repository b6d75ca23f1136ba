import type { Average } from '../../../shared/pure/market/scale.js';
import { divide } from '../../../shared/pure/numbers/decimal.js';
import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import { costOf, signOf, type Life, type PositionFill } from './life.js';
import { shareOf } from './share.js';

export interface Folded {
  /** The life that was there, after the fill; null when there was none. Its size is 0 when the fill has ended it. */
  readonly moved: Life | null;
  /** The life that the fill began: from flat, or with what was left of it when it turned the position over. */
  readonly opened: Life | null;
}

/**
 * One more fill of a position. Average entry (spec of the matching, "Sizes and money"): (old average x old size + price x
 * size) / new size on an add, 12 decimals rounded half up; unchanged by a reduction; the fill price when it turns over.
 * Gross P&L of a reduction: size x (price - average), negated for a short. The last reduction of a life realises whatever is
 * left, so that a life that is over has made exactly its sells less its buys.
 */
export function fold(life: Life | null, fill: PositionFill): Folded {
  if (life === null) return { moved: null, opened: opened(fill) };
  if (sideOpenedBy(fill) === life.side) return { moved: increased(life, fill), opened: null };
  if (fill.size <= life.size) return { moved: reduced(life, fill), opened: null };
  const closing = { ...fill, size: life.size, fee: shareOf(fill.fee, life.size, fill.size) };
  const opening = { ...fill, size: fill.size - life.size, fee: (fill.fee - closing.fee) as Money };
  return { moved: reduced(life, closing), opened: opened(opening) };
}

/** Funding moves money only: neither size nor average. */
export const charged = (life: Life, amount: Money): Life => ({
  ...life,
  funding: (life.funding + amount) as Money,
});

/**
 * Part of what was held is gone and no fill of its holder explains it. It is taken out at what it has cost, so that nothing is
 * realised by it: sells less buys move by that as if it had been handed over. The average of the rest stays.
 * @param size > 0; no more than the life has is taken.
 */
export function adjusted(life: Life, size: bigint): Life {
  const part = size > life.size ? life.size : size;
  const cost = divide(costOf(life) * part, life.size, 'half-up');
  return {
    ...life,
    size: life.size - part,
    flow: life.flow + signOf(life.side) * cost,
    run: { orderId: null, residue: 0n },
  };
}

function opened(fill: PositionFill): Life {
  return {
    side: sideOpenedBy(fill),
    size: fill.size,
    average: fill.price as Average,
    flow: cashOf(fill),
    realised: 0n,
    fees: fill.fee,
    funding: ZERO_MONEY,
    maxSize: fill.size,
    run: { orderId: fill.orderId, residue: 0n },
  };
}

function increased(life: Life, fill: PositionFill): Life {
  const { run } = life;
  const residue = run.orderId === fill.orderId ? run.residue : costOf(life) - life.size * life.average;
  const size = life.size + fill.size;
  const grown = { ...life, size, flow: life.flow + cashOf(fill), fees: (life.fees + fill.fee) as Money };
  return {
    ...grown,
    average: divide(costOf(grown) - residue, size, 'half-up') as Average,
    maxSize: size > life.maxSize ? size : life.maxSize,
    run: { orderId: fill.orderId, residue },
  };
}

function reduced(life: Life, fill: PositionFill): Life {
  const size = life.size - fill.size;
  const flow = life.flow + cashOf(fill);
  const gained = signOf(life.side) * (fill.price - life.average) * fill.size;
  return {
    ...life,
    size,
    flow,
    realised: size === 0n ? flow : life.realised + gained,
    fees: (life.fees + fill.fee) as Money,
    run: { orderId: null, residue: 0n },
  };
}

const sideOpenedBy = ({ side }: PositionFill): PositionSide => (side === 'buy' ? 'long' : 'short');

/** Cash that a fill brings (a sell) or costs (a buy), before its fee, in values. */
const cashOf = ({ side, price, size }: PositionFill): bigint =>
  side === 'buy' ? -(price * size) : price * size;
