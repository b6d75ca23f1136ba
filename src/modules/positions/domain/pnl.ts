import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import { signOf, type Life } from './life.js';
import { moneyOfValue } from './scales.js';

/** Realised gross P&L as it is told. */
export const realisedOf = (life: Life): Money => moneyOfValue(life.realised);

/**
 * What is still open of the sum of fills at a mark price: sells less buys plus size x mark, less what is realised. This is
 * size x (mark - average) but for what rounding the average has left over, so that realised and floating always add up to the
 * last digit. Null while no mark is known, 0 when nothing is open.
 */
export function floatingOf(open: OpenPart, mark: bigint | null): Money | null {
  if (open.positions === 0) return ZERO_MONEY;
  if (mark === null) return null;
  return (moneyOfValue(open.signedSize * mark) + open.basis) as Money;
}

/** The open part of one position, or of several on one instrument. */
export interface OpenPart {
  readonly positions: number;
  /** In sizes, long positive. */
  readonly signedSize: bigint;
  /** Sells less buys, less what is realised. */
  readonly basis: Money;
}

export const openPartOf = (life: Life): OpenPart => ({
  positions: life.size === 0n ? 0 : 1,
  signedSize: signOf(life.side) * life.size,
  basis: (moneyOfValue(life.flow) - realisedOf(life)) as Money,
});

/** The terms of the one identity: total = realised + floating + funding - fees. */
export interface PnlTerms {
  readonly realised: Money;
  /** Null while no mark is known. */
  readonly floating: Money | null;
  readonly fees: Money;
  readonly funding: Money;
}

/** Null while a term is not known. */
export const totalOf = ({ realised, floating, fees, funding }: PnlTerms): Money | null =>
  floating === null ? null : ((realised + floating + funding - fees) as Money);

/** One unknown floating P&L makes the sum unknown: a sum that leaves something out is not a sum. */
export function sumOfTerms(all: readonly PnlTerms[]): PnlTerms {
  return all.reduce<PnlTerms>(
    (sum, terms) => ({
      realised: (sum.realised + terms.realised) as Money,
      floating:
        sum.floating === null || terms.floating === null ? null : ((sum.floating + terms.floating) as Money),
      fees: (sum.fees + terms.fees) as Money,
      funding: (sum.funding + terms.funding) as Money,
    }),
    { realised: ZERO_MONEY, floating: ZERO_MONEY, fees: ZERO_MONEY, funding: ZERO_MONEY },
  );
}
