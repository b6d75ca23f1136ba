import { notional, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import { ZERO_MONEY, type Money } from '../../../../shared/pure/numbers/money.js';
import type { PositionSide, Side } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { GridMarket } from '../market.js';

/** One execution's part in one cell. */
export interface PairFill {
  readonly at: EpochMs;
  readonly price: Price;
  readonly size: Lots;
  readonly fee: Money;
  readonly reason: string;
}

/** A cell's position: open until its exits have taken everything that came in. */
export interface OpenPair {
  readonly cell: number;
  readonly side: PositionSide;
  readonly openedAt: EpochMs;
  readonly entries: readonly PairFill[];
  readonly exits: readonly PairFill[];
  /** Lots held. */
  readonly held: Lots;
  /** Sells minus buys so far, before fees. */
  readonly cash: Money;
  readonly fees: Money;
  /** Funding received so far, negative when paid. */
  readonly funding: Money;
}

/** One finished trade of a cell. gross = sells - buys; net = gross - fees + funding received. */
export interface Pair extends OpenPair {
  readonly closedAt: EpochMs;
  readonly gross: Money;
  readonly net: Money;
}

const NO_PARTS: readonly PairFill[] = Object.freeze([]);

/** One more at the end. Most lists end with their first element, so that it is not worth spreading nothing. */
export const appended = <Type>(list: readonly Type[], element: Type): readonly Type[] =>
  list.length === 0 ? [element] : [...list, element];

export const newPair = (cell: number, side: PositionSide, at: EpochMs): OpenPair => ({
  cell,
  side,
  openedAt: at,
  entries: NO_PARTS,
  exits: NO_PARTS,
  held: 0 as Lots,
  cash: ZERO_MONEY,
  fees: ZERO_MONEY,
  funding: ZERO_MONEY,
});

export const lotsIn = (parts: readonly PairFill[]): number =>
  parts.reduce((total, { size }) => total + size, 0);

/**
 * The pair after one more execution of `side`. Written out member by member, as `finished` is, because it runs at every
 * fill: a spread that overwrites members costs many times as much.
 * @param moved lots that it has brought: less than its size where the buyer's fee is taken in coins
 */
export function withFill(
  market: GridMarket,
  pair: OpenPair,
  side: Side,
  part: PairFill,
  moved: number = part.size,
): OpenPair {
  const isEntry = (side === 'buy') === (pair.side === 'long');
  const value = notional(market.scale, part.price, part.size);
  return {
    cell: pair.cell,
    side: pair.side,
    openedAt: pair.openedAt,
    entries: isEntry ? appended(pair.entries, part) : pair.entries,
    exits: isEntry ? pair.exits : appended(pair.exits, part),
    held: (pair.held + (isEntry ? moved : 0 - moved)) as Lots,
    cash: (side === 'buy' ? pair.cash - value : pair.cash + value) as Money,
    fees: (pair.fees + part.fee) as Money,
    funding: pair.funding,
  };
}

export const finished = (pair: OpenPair, at: EpochMs): Pair => ({
  cell: pair.cell,
  side: pair.side,
  openedAt: pair.openedAt,
  entries: pair.entries,
  exits: pair.exits,
  held: pair.held,
  cash: pair.cash,
  fees: pair.fees,
  funding: pair.funding,
  closedAt: at,
  gross: pair.cash,
  net: (pair.cash - pair.fees + pair.funding) as Money,
});
