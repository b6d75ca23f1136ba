import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import { floatingOf, readPrice, totalOf, type PnlTerms } from '../domain/index.js';
import type { HolderSums } from './ports/position-reads.port.js';

/** The terms of one holder on one instrument at a mark price. */
export const termsAt = ({ realised, fees, funding, open }: HolderSums, mark: string | null): PnlTerms => ({
  realised,
  fees,
  funding,
  floating: floatingOf(open, mark === null ? null : readPrice(mark)),
});

/** Terms as text, with their total. */
export const toldTerms = (terms: PnlTerms) => ({
  realisedPnl: formatMoney(terms.realised),
  floatingPnl: told(terms.floating),
  fees: formatMoney(terms.fees),
  funding: formatMoney(terms.funding),
  total: told(totalOf(terms)),
});

export const told = (amount: Money | null): string | null => (amount === null ? null : formatMoney(amount));
