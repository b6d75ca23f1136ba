import type { MarketScale } from '../../../shared/pure/market/scale.js';
import { divide } from '../../../shared/pure/numbers/decimal.js';
import { money, ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { Fill } from '../../../shared/pure/strategy/order.js';

/** What of a fill counts as moved, and what is left over. */
export interface Received {
  /** Whole lots. */
  readonly lots: number;
  /** Less than a lot, in base units; below 0 where a fee was more than there was. */
  readonly dust: Money;
}

/**
 * What a fill has really moved. A venue of spot takes the fee of a buy out of the coins that were bought, so that less is there than was
 * filled, seldom in whole lots. What is less than a lot is dust and counts with the next buy: lots and dust together are to the
 * last digit what has arrived, and nobody ever sells more than that. Where the fee is taken in something else all of it has arrived.
 */
export function received({ instrument: { lot } }: MarketScale, before: Money, fill: Fill): Received {
  const { feeIn, side, size, fee } = fill;
  if (feeIn !== 'base') return { lots: size, dust: before };
  const unit = money(lot);
  const bought = side === 'buy' ? BigInt(size) * unit : ZERO_MONEY;
  const there = before + bought - money(fee);
  if (side === 'sell') return { lots: size, dust: there as Money };
  // A fee beyond what was bought is owed by the next buy.
  const lots = there < 0n ? 0n : divide(there, unit, 'floor');
  return { lots: Number(lots), dust: (there - lots * unit) as Money };
}

/** Lots that have arrived over the parts that were traded: every one falls to some part, none to more than it has traded. */
export function spread(traded: readonly number[], arrived: number): readonly number[] {
  const total = BigInt(traded.reduce((sum, lots) => sum + lots, 0));
  let upTo = 0;
  let given = 0;
  return traded.map((lots) => {
    upTo += lots;
    const all = total === 0n ? 0 : Number((BigInt(upTo) * BigInt(arrived)) / total);
    const part = all - given;
    given = all;
    return part;
  });
}
