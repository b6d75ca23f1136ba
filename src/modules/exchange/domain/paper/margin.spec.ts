import { money } from '../../../../shared/pure/numbers/money.js';
import { openAccount } from './index.js';
import { addedLots } from './margin.js';
import { Desk, SPOT, TIERED } from './testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;

function started(options: ConstructorParameters<typeof Desk>[0]) {
  const desk = new Desk(options);
  desk.run(flat('100'));
  return desk;
}

describe('an order that adds', () => {
  it('on a perpetual needs its margin and its taker fee', () => {
    // 1 x 100 / 10 + 100 x 0.0005 = 10.05
    expect(started({ cash: '10.05' }).put({ ...new Desk().market('buy', '1') })).toBeDefined();
    const desk = started({ cash: '10.04999999' });
    expect(desk.denied(desk.market('buy', '1'))).toBe('insufficient-margin');
  });

  it('counts the margin of the position at its average, and the equity at the price asked', () => {
    const desk = started({ cash: '20', leverage: 10 });
    desk.enter('buy', '1', '100');
    desk.run(flat('96'));
    // held 10, new 9.6 + 0.048, equity 19.95 - 4 = 15.95
    expect(desk.denied(desk.market('buy', '1'))).toBe('insufficient-margin');
    // 0.6 x 96 / 10 + 0.0288 = 5.7888 fits into 5.95
    desk.put(desk.market('buy', '0.6'));
  });

  it('on spot needs its cost and its taker fee in cash', () => {
    const desk = started({ instrument: SPOT, cash: '100.04' });
    expect(desk.denied(desk.market('buy', '1'))).toBe('insufficient-funds');
    expect(started({ instrument: SPOT, cash: '100.05' }).put(desk.market('buy', '1'))).toBeDefined();
  });

  it('may not bring a position into a tier that allows less leverage than it has, and says both', () => {
    const desk = started({ instrument: TIERED, cash: '1000000', leverage: 10 });
    const result = desk.give({ kind: 'place', order: desk.market('buy', '15'), replaces: null });
    expect(result).toMatchObject({
      error: { code: 'leverage-above-tier', details: { position: '1500', leverage: 10, maxLeverage: 3 } },
    });
    desk.put(desk.market('buy', '10'));
    desk.run(flat('100'));
    expect(desk.denied(desk.market('buy', '5'))).toBe('leverage-above-tier');
    // What turns it over counts for what it opens only; what reduces it always may.
    desk.put(desk.market('sell', '24'));
    desk.run(flat('100'));
    expect(desk.book.position).toBe(-14_000);
    const lower = started({ instrument: TIERED, cash: '1000000', leverage: 3 });
    lower.put(lower.market('buy', '15'));
  });

  it('tells both numbers when it is denied', () => {
    const desk = started({ instrument: SPOT, cash: '50' });
    const result = desk.give({ kind: 'place', order: desk.market('buy', '1'), replaces: null });
    expect(result).toMatchObject({ error: { details: { needed: '100.05', available: '50' } } });
  });

  it('as a limit is not checked, unless its owner wants it to be', () => {
    const desk = started({ instrument: SPOT, cash: '50' });
    desk.put(desk.limit('buy', '99', '1'));
    const order = desk.limit('buy', '98', '1');
    expect(desk.give({ kind: 'place', order, replaces: null, needsFunds: true })).toMatchObject({
      error: { code: 'insufficient-funds' },
    });
  });

  it('as a limit that its owner wants checked is refused when its turn comes too late', () => {
    const desk = started({ instrument: SPOT, cash: '150' });
    for (const leg of ['one', 'two']) {
      const order = desk.limit('buy', '98', '1', { leg });
      expect(desk.give({ kind: 'place', order, replaces: null, needsFunds: true }).ok).toBe(true);
    }
    expect(desk.run(['100', '100', '97', '97'])).toEqual([
      'path buy 1 @ 98 maker 0.0196 order',
      'rejected two insufficient-funds',
    ]);
  });

  it('leaves the margin of other books of the account untouched', () => {
    const account = openAccount(money('15'));
    const first = new Desk({ account });
    first.enter('buy', '1', '100');
    const second = started({ account });
    // 14.95 of equity, 10 of it are margin of the first book
    expect(second.denied(second.market('buy', '1'))).toBe('insufficient-margin');
    second.put(second.market('buy', '0.4'));
  });
});

describe('an order that reduces', () => {
  it('needs no margin', () => {
    const desk = started({ cash: '10.05' });
    desk.enter('buy', '1', '100');
    desk.put(desk.market('sell', '1'));
    expect(desk.run(flat('92'))).toHaveLength(1);
  });

  it('and turns the position over is charged for what it opens', () => {
    const desk = started({ cash: '30' });
    desk.enter('buy', '1', '100');
    expect(addedLots(desk.book, 'sell', 3000)).toBe(2000);
    expect(addedLots(desk.book, 'sell', 1000)).toBe(0);
    expect(addedLots(desk.book, 'buy', 3000)).toBe(3000);
    // 20 for the two that open, 0.15 fee; the old margin is free again
    desk.put(desk.market('sell', '3'));
    expect(desk.denied(desk.market('sell', '4'))).toBe('insufficient-margin');
  });
});

describe('spot', () => {
  it('cannot sell what it does not hold', () => {
    const desk = started({ instrument: SPOT });
    expect(desk.denied(desk.market('sell', '1'))).toBe('not-held');
    desk.enter('buy', '1', '100');
    desk.put(desk.limit('sell', '101', '1', { leg: 'one', reason: 'one' }));
    desk.put(desk.limit('sell', '101', '0.5', { leg: 'two' }));
    expect(desk.run(['100', '102', '100', '101'])).toEqual([
      'path sell 1 @ 101 maker 0.0202 one',
      'rejected two not-held',
    ]);
  });
});
