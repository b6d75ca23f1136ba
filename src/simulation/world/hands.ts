import { ACCOUNTS, SYMBOLS, type Stage } from './cast.js';

const UNIT = 10n ** 18n;

/** What people do besides: they trade by hand at the venue, and use the kill switch. */
export function handsOn(stage: Stage, halt: (halted: boolean) => void): void {
  const { ground, venue, isOver } = stage;
  const { kernel, draws, faults } = ground;
  kernel.after(draws.whole('hands', 3_000, 9_000), 'somebody looks in', () => {
    if (isOver()) return;
    if (faults.strikes('foreign-orders', 'account')) {
      const side = draws.chance('hand side', 0.5) ? 'buy' : 'sell';
      const accountId = draws.pick('hand account', ACCOUNTS);
      const symbol = draws.pick('hand symbol', SYMBOLS);
      const closes = venue.isHedged(accountId) && draws.chance('hand closes', 0.5);
      venue.tradeByHand(accountId, venue.symbolOf(accountId, symbol), side, UNIT / 20n, closes);
    }
    if (faults.strikes('user-halts', 'account')) {
      halt(true);
      kernel.after(draws.whole('halted for', 1_000, 10_000), 'trading is resumed', () => halt(false));
    }
    handsOn(stage, halt);
  });
}
