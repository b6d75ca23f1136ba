import { money } from '../../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { accept, USUAL_CONDITIONS } from '../../domain/index.js';
import { testInstrument } from '../../domain/instruments.js';
import { Accounts } from './accounts.js';
import { PaperAccount } from './paper-account.js';
import { paperTerms } from './paper-terms.js';
import { ToldCandle } from './told-candle.js';

const PERPETUAL = 'BTC/USDT:USDT';

function account(id: string): PaperAccount {
  const made = PaperAccount.thaw({
    ...{ id, userId: 'u', venue: 'paper', label: id, currency: 'USDT' },
    ...{ cash: money('10000'), createdAt: epochMs(0), version: 0, books: [] },
    positionMode: 'one-way',
  });
  for (const symbol of [PERPETUAL, 'BTC/USDT']) {
    const opened = made.open(
      symbol,
      paperTerms(id, testInstrument(symbol)!, 2, USUAL_CONDITIONS),
      1,
      'isolated',
    );
    expect(opened.ok).toBe(true);
  }
  return made;
}

const candleAt = (minute: number, price = '60000.05'): ToldCandle =>
  new ToldCandle(
    {
      openTime: epochMs(minute * 60_000),
      ...{ open: price, high: price, low: price, close: price, volume: '1' },
    },
    60_000,
  );

const tell = (accounts: Accounts, candle: ToldCandle) => {
  const happened = [...accounts.atOpen(candle), ...accounts.alongPath(candle)];
  accounts.atClose(candle);
  return happened;
};

describe('paper accounts', () => {
  it('are gone through by account id, their books by symbol', () => {
    const accounts = new Accounts([account('b'), account('a')]);
    accounts.add(account('A'));
    tell(accounts, candleAt(0));
    for (const { books } of accounts.all)
      for (const { book } of books)
        accept(book, {
          ...{ kind: 'place', replaces: null },
          order: {
            ...{ type: 'market', side: 'buy', size: 100 as never, leg: 'x', cycle: 1 },
            ...{ reason: 'r', reduceOnly: false },
          },
        });
    // 100 lots are 0.01 of the perpetual and 0.001 of the coin.
    expect(
      accounts.atOpen(candleAt(1)).map((one) => `${one.account.id} ${one.book.symbol} ${one.events.length}`),
    ).toEqual(['A', 'a', 'b'].flatMap((id) => [`${id} BTC/USDT 1`, `${id} ${PERPETUAL} 1`]));
  });

  it('that idle are due after a thousand candles, a few at a time', () => {
    const accounts = new Accounts(Array.from({ length: 10 }, (_, index) => account(`a${index}`)));
    for (let minute = 0; minute < 1_000; minute += 1) {
      expect(accounts.due()).toEqual([]);
      expect(tell(accounts, candleAt(minute))).toEqual([]);
    }
    expect(accounts.due().map(({ id }) => id)).toEqual(['a0', 'a1', 'a2', 'a3']);
    for (const due of accounts.due()) due.renew(due.freeze());
    expect(accounts.due().map(({ id }) => id)).toEqual(['a4', 'a5', 'a6', 'a7']);
  });

  it('cost less than 5 ms of a candle in which nothing happens to a thousand books', () => {
    const accounts = new Accounts(Array.from({ length: 500 }, (_, index) => account(`a${index}`)));
    tell(accounts, candleAt(0));
    const CANDLES = 200;
    const before = process.cpuUsage();
    for (let minute = 1; minute <= CANDLES; minute += 1) tell(accounts, candleAt(minute));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / CANDLES).toBeLessThan(5);
  });
});
