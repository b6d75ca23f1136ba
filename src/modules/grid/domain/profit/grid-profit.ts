import { notional, type Price } from '../../../../shared/pure/market/scale.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Ledger, LedgerFrame } from './book.js';

/** Profit of one generation at a mark price; total = gridProfit + floating + funding - unpairedFees, to the last digit. */
export interface GridProfit {
  /** Finished pairs, after their fees. */
  readonly gridProfit: Money;
  /** Open inventory at the mark against what it cost. */
  readonly floating: Money;
  /** Received, negative when paid; of finished and open pairs. */
  readonly funding: Money;
  /** Fees of fills that are in no finished pair yet. */
  readonly unpairedFees: Money;
  readonly total: Money;
}

export function gridProfit({ market }: LedgerFrame, ledger: Ledger, mark: Price): GridProfit {
  let cash: bigint = ledger.strayCash;
  let lots = ledger.strayLots;
  let unpairedFees: bigint = ledger.strayFees;
  for (const pair of ledger.open) {
    if (pair === null) continue;
    cash += pair.cash;
    lots = pair.side === 'long' ? lots + pair.held : lots - pair.held;
    unpairedFees += pair.fees;
  }
  const floating = cash + notional(market.scale, mark, lots);
  return {
    gridProfit: ledger.gridProfit,
    floating: floating as Money,
    funding: ledger.funding,
    unpairedFees: unpairedFees as Money,
    total: (ledger.gridProfit + floating + ledger.funding - unpairedFees) as Money,
  };
}
