import type { Scene } from './venue-event.js';

const LOT = 10n ** 17n;

/** What an account has held since before anybody here looked: no trade explains it that the venue still shows. */
export function holdsSinceLong({ faults, draws, venue, accounts, symbols, say }: Scene): void {
  for (const accountId of accounts)
    for (const symbol of symbols) {
      if (!faults.strikes('old-position', 'venue')) continue;
      const side = draws.chance('side of an old position', 0.5) ? 'buy' : 'sell';
      venue.tradeBefore(accountId, symbol, side, BigInt(draws.whole('old position', 1, 3)) * LOT);
      say(`${accountId} holds ${symbol} since long`);
    }
}
