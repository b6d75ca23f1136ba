import type { Average } from '../../../shared/pure/market/scale.js';
import type { Money } from '../../../shared/pure/numbers/money.js';
import type { PositionSide, Side } from '../../../shared/pure/strategy/order.js';

/** What a fill is to the fold; numbers in the scales of `scales.ts`. */
export interface PositionFill {
  readonly orderId: string;
  readonly side: Side;
  readonly price: bigint;
  /** > 0. */
  readonly size: bigint;
  /** In the quote currency; negative for a rebate. */
  readonly fee: Money;
}

/**
 * The order whose fills are being added. Its fills in a row are weighed against the average before the first of them, so
 * that splitting a fill changes nothing.
 */
export interface Run {
  /** Null when the last fill was no add. */
  readonly orderId: string | null;
  /** Exact cost less (size x average) when its first fill came: what rounding the average had left over, in values. */
  readonly residue: bigint;
}

/** One position from flat to flat: the fold of its fills and of the funding it was charged. */
export interface Life {
  readonly side: PositionSide;
  /** 0 once the life is over. */
  readonly size: bigint;
  /** Average entry, rounded half up; stays when the life is over. */
  readonly average: Average;
  /** Sells less buys, exact, in values. */
  readonly flow: bigint;
  /** Gross P&L of what was closed, exact, in values. */
  readonly realised: bigint;
  readonly fees: Money;
  /** Received positive, paid negative. */
  readonly funding: Money;
  /** The largest it has been. */
  readonly maxSize: bigint;
  readonly run: Run;
}

/** Sign of the size: long positive. */
export const signOf = (side: PositionSide): bigint => (side === 'long' ? 1n : -1n);

/** What the open size has cost (long) or brought (short), exact, in values: never negative but for rounding. */
export const costOf = (life: Life): bigint => signOf(life.side) * (life.realised - life.flow);
