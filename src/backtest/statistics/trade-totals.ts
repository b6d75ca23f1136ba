import type { ClosedTrade } from '../trades/trade.js';

/** Sums over closed trades. Money in units of 10^-18 quote, exact. */
export class TradeTotals {
  trades = 0;
  wins = 0;
  losses = 0;
  grossProfit = 0n;
  grossLoss = 0n;
  fees = 0n;
  funding = 0n;
  heldMs = 0;

  add({ cash, fees, funding, openedAt, closedAt }: ClosedTrade): void {
    const net = cash - fees - funding;
    this.trades += 1;
    if (net > 0n) this.wins += 1;
    else if (net < 0n) this.losses += 1;
    if (cash > 0n) this.grossProfit += cash;
    else this.grossLoss += cash;
    this.fees += fees;
    this.funding += funding;
    this.heldMs += closedAt - openedAt;
  }

  get net(): bigint {
    return this.grossProfit + this.grossLoss - this.fees - this.funding;
  }
}
