import { notional, type Lots } from '../../../../shared/pure/market/scale.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { GridMarket } from '../market.js';
import { divideCharge } from './divide-share.js';
import { lotsIn, type OpenPair, type PairFill } from './pair.js';

/**
 * A pair cut in two: the part with `lots` of what is held, and the rest. Entries go first in first out, fees and funding by
 * size; what has been exited already, with the entries it came from, stays with the first part. Nothing is lost: cash, fees
 * and funding of both parts are those of the pair.
 */
export function splitPair(
  market: GridMarket,
  pair: OpenPair,
  lots: number,
): { readonly first: OpenPair; readonly rest: OpenPair } {
  const { scale } = market;
  const { quoteScale } = scale.instrument;
  const exited = lotsIn(pair.exits);
  const [entries, others] = cut(pair.entries, entryLots(pair, exited + lots), quoteScale);
  const [funding] = divideCharge(pair.funding, [exited + lots, pair.held - lots], quoteScale);
  const valueOf = (parts: readonly PairFill[]): bigint =>
    parts.reduce<bigint>((sum, { price, size }) => sum + notional(scale, price, size), 0n);
  const feesOf = (parts: readonly PairFill[]): bigint =>
    parts.reduce<bigint>((sum, { fee }) => sum + fee, 0n);
  const restCash = pair.side === 'long' ? 0n - valueOf(others) : valueOf(others);
  const rest: OpenPair = {
    ...pair,
    entries: others,
    exits: [],
    held: (pair.held - lots) as Lots,
    cash: restCash as Money,
    fees: feesOf(others) as Money,
    funding: (pair.funding - funding!) as Money,
  };
  const first: OpenPair = {
    ...pair,
    entries,
    held: lots as Lots,
    cash: (pair.cash - restCash) as Money,
    fees: (pair.fees - rest.fees) as Money,
    funding: funding as Money,
  };
  return { first, rest };
}

/** Lots that were filled for so many that came: more where the buyer's fee was taken in coins. */
function entryLots({ entries, exits, held }: OpenPair, came: number): number {
  const [filled, arrived] = [lotsIn(entries), lotsIn(exits) + held];
  return filled === arrived ? came : Math.round((filled * came) / arrived);
}

/** The first `lots` of some fills, and the others; the fill in between is cut, its fee by size. */
function cut(
  fills: readonly PairFill[],
  lots: number,
  quoteScale: number,
): readonly [readonly PairFill[], readonly PairFill[]] {
  const [taken, left]: [PairFill[], PairFill[]] = [[], []];
  let wanted = lots;
  for (const fill of fills) {
    if (wanted === 0) left.push(fill);
    else if (fill.size <= wanted) {
      taken.push(fill);
      wanted -= fill.size;
    } else {
      const fees = divideCharge(fill.fee, [wanted, fill.size - wanted], quoteScale);
      taken.push({ ...fill, size: wanted as Lots, fee: fees[0] as Money });
      left.push({ ...fill, size: (fill.size - wanted) as Lots, fee: fees[1] as Money });
      wanted = 0;
    }
  }
  return [taken, left];
}
