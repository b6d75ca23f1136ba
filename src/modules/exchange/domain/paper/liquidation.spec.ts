import { formatPrice, type Price } from '../../../../shared/pure/market/scale.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import { openAccount, positionOf } from './index.js';
import { liquidationPrice } from './liquidation.js';
import { Desk, TIERED } from './testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;
const liquidationPriceOf = ({ book, scale }: Desk) => {
  const { liquidationPrice } = positionOf(book);
  return liquidationPrice === null ? null : formatPrice(scale, liquidationPrice);
};

describe('isolated margin', () => {
  it('liquidates a long at a (1 - 1/L) / (1 - m), down to the tick, and takes what is left of the margin as fee', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    // 100 x 0.9 / 0.995 = 90.452..., down to 90.4
    expect(liquidationPriceOf(desk)).toBe('90.4');
    // margin 10, lost 9.6, left 0.4
    expect(desk.run(['100', '100', '90.4', '95'])).toEqual([
      'liquidated 1 @ 90.4',
      'path sell 1 @ 90.4 taker 0.4 liquidation',
    ]);
    // 1000 - 0.05 entry fee - 10 margin
    expect(desk.cash).toBe('989.95');
  });

  it('liquidates a short at a (1 + 1/L) / (1 + m), up to the tick', () => {
    const desk = new Desk();
    desk.enter('sell', '1', '100');
    // 100 x 1.1 / 1.005 = 109.4527..., up to 109.5
    expect(liquidationPriceOf(desk)).toBe('109.5');
    expect(desk.run(['100', '110', '100', '105'])).toEqual([
      'liquidated -1 @ 109.5',
      'path buy 1 @ 109.5 taker 0.5 liquidation',
    ]);
    expect(desk.cash).toBe('989.95');
  });

  it('does not lie within reach of a long without leverage', () => {
    const desk = new Desk({ leverage: 1 });
    desk.enter('buy', '1', '100');
    expect(liquidationPriceOf(desk)).toBeNull();
    expect(desk.run(['100', '100', '0.1', '1'])).toEqual([]);
  });

  it('fills at its price without slippage also when the open is beyond it, and cancels all orders', () => {
    const desk = new Desk({ slippageBps: '100' });
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '100', '1', { reason: 'entry' }));
    desk.run(['100', '100', '100', '100']);
    desk.put(desk.stop('sell', '95', '1', { leg: 'stop' }));
    desk.put(desk.market('buy', '1', { leg: 'add' }));
    expect(desk.run(flat('80'))).toEqual([
      'liquidated 1 @ 90.4',
      'cancelled stop liquidated',
      'cancelled add liquidated',
      'open sell 1 @ 90.4 taker 0.4 liquidation',
    ]);
  });

  it('comes after a stop and before a limit at the same price', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.limit('buy', '90.4', '1', { leg: 'add' }));
    desk.put(desk.stop('sell', '90.4', '0.4', { leg: 'stop' }));
    expect(desk.run(['100', '100', '90', '95'])).toEqual([
      'path sell 0.4 @ 90.4 taker 0.01808 stop',
      'liquidated 0.6 @ 90.4',
      'cancelled add liquidated',
      'path sell 0.6 @ 90.4 taker 0.24 liquidation',
    ]);
  });

  it('ignores cash that funding has moved', () => {
    const desk = new Desk({ funding: { kind: 'constant', rate: '0.01' }, start: '2024-01-01T07:58:00Z' });
    desk.enter('buy', '1', '100');
    desk.run(flat('100'));
    expect(desk.cash).toBe('898.95');
    expect(liquidationPriceOf(desk)).toBe('90.4');
  });
});

describe('cross margin', () => {
  const cross = (cash: string) => new Desk({ marginMode: 'cross', cash });

  it('liquidates a long where the whole equity is down to the maintenance margin', () => {
    const desk = cross('20');
    desk.enter('buy', '1', '100');
    // C = 20 - 100 - 0.05 = -80.05; 80.05 / 0.995 = 80.4522..., down to 80.4; equity there 0.35
    expect(liquidationPriceOf(desk)).toBe('80.4');
    expect(desk.run(['100', '100', '80.4', '95'])).toEqual([
      'liquidated 1 @ 80.4',
      'path sell 1 @ 80.4 taker 0.35 liquidation',
    ]);
    expect(desk.cash).toBe('0');
  });

  it('liquidates a short likewise', () => {
    const desk = cross('20');
    desk.enter('sell', '1', '100');
    // C = 20 + 100 - 0.05 = 119.95; / 1.005 = 119.3532..., up to 119.4; equity there 0.55
    expect(liquidationPriceOf(desk)).toBe('119.4');
    expect(desk.run(flat('130'))).toEqual([
      'liquidated -1 @ 119.4',
      'open buy 1 @ 119.4 taker 0.55 liquidation',
    ]);
    expect(desk.cash).toBe('0');
  });

  it('has no price for a long that the account can always carry', () => {
    const desk = cross('1000');
    desk.enter('buy', '1', '100');
    expect(liquidationPriceOf(desk)).toBeNull();
  });

  it('moves with fees and funding, because they are equity', () => {
    const desk = new Desk({
      marginMode: 'cross',
      cash: '20',
      funding: { kind: 'constant', rate: '0.01' },
      start: '2024-01-01T07:58:00Z',
    });
    desk.enter('buy', '1', '100');
    desk.run(flat('100'));
    // C = -80.05 - 1 = -81.05; / 0.995 = 81.457...
    expect(liquidationPriceOf(desk)).toBe('81.4');
  });

  it('at an open can follow from the funding charged there', () => {
    const desk = new Desk({
      marginMode: 'cross',
      cash: '20',
      funding: { kind: 'constant', rate: '0.5' },
      start: '2024-01-01T07:58:00Z',
    });
    desk.enter('buy', '1', '100');
    expect(desk.run(flat('100'))).toEqual([
      'funding 50 @ 100',
      'liquidated 1 @ 130.7',
      'open sell 1 @ 130.7 taker 0.65 liquidation',
    ]);
  });

  it('takes what other perpetual books of the account have lost into its equity', () => {
    const account = openAccount(money('30'));
    const first = new Desk({ marginMode: 'cross', account });
    const second = new Desk({ marginMode: 'cross', account });
    first.enter('buy', '1', '100');
    // C = 30 - 100.05
    expect(liquidationPriceOf(first)).toBe('70.4');
    second.enter('sell', '1', '100');
    second.run(flat('110'));
    first.run(flat('100'));
    // the other short lost 10 and 0.05: C = 30 - 100.05 - 10.05 = -80.1; / 0.995 = 80.50...
    expect(liquidationPriceOf(first)).toBe('80.5');
  });
});

describe('a liquidation', () => {
  it('after a fill at the open is looked for before the next order', () => {
    const desk = new Desk({ marginMode: 'cross', cash: '30' });
    desk.enter('buy', '1', '100');
    desk.put(desk.limit('buy', '75', '4', { reason: 'buy' }));
    desk.put(desk.limit('buy', '74.9', '1', { leg: 'next' }));
    desk.run(flat('100'));
    // before: 70.05 / 0.995 = 70.4; after: C = -70.05 - 287.6 - 0.05752, 357.70752 / (5 x 0.995) = 71.901..., down to 71.9
    const lines = desk.run(flat('71.9'));
    expect(lines.slice(0, 2)).toEqual(['open buy 4 @ 71.9 maker 0.05752 buy', 'liquidated 5 @ 71.9']);
  });
});

describe('tiers by the size of a position', () => {
  const tiered = (options: ConstructorParameters<typeof Desk>[0] = {}) =>
    new Desk({ instrument: TIERED, ...options });

  it('isolated have the rate of what it cost, less the amount of the tier', () => {
    const long = tiered();
    long.enter('buy', '4', '100');
    // Cost 400: (100 x 0.9 - 1.5 / 4) / 0.99 = 90.53..., down to 90.5; without tiers it is 90.4.
    expect(liquidationPriceOf(long)).toBe('90.5');
    const short = tiered();
    short.enter('sell', '4', '100');
    // (100 x 1.1 + 1.5 / 4) / 1.01 = 109.282..., up to 109.3; without tiers it is 109.5.
    expect(liquidationPriceOf(short)).toBe('109.3');
  });

  it('take what is left of the margin as fee, and no more', () => {
    const desk = tiered();
    desk.enter('buy', '4', '100');
    // Margin 40, lost 4 x 9.5.
    expect(desk.run(['100', '100', '90', '95'])).toEqual([
      'liquidated 4 @ 90.5',
      'path sell 4 @ 90.5 taker 2 liquidation',
    ]);
  });

  it('cross count the amount as equity', () => {
    const desk = tiered({ marginMode: 'cross', cash: '50' });
    desk.enter('buy', '4', '100');
    // C = 50 - 400 - 0.2 = -350.2; (350.2 - 1.5) / (4 x 0.99) = 88.05..., down to 88.
    expect(liquidationPriceOf(desk)).toBe('88');
    const short = tiered({ marginMode: 'cross', cash: '50' });
    short.enter('sell', '4', '100');
    // C = 50 + 400 - 0.2 = 449.8; (449.8 + 1.5) / (4 x 1.01) = 111.70..., up to 111.8.
    expect(liquidationPriceOf(short)).toBe('111.8');
  });

  it('change with the position, from their floor on and back', () => {
    const desk = tiered();
    desk.enter('buy', '2.9', '100');
    expect(liquidationPriceOf(desk)).toBe('90.4');
    desk.enter('buy', '0.1', '100');
    // Cost 300, exactly the floor: (90 - 1.5 / 3) / 0.99 = 90.40..., as without tiers; the amount makes them meet.
    expect(liquidationPriceOf(desk)).toBe('90.4');
    desk.enter('buy', '2', '100');
    // (90 - 1.5 / 5) / 0.99 = 90.606...
    expect(liquidationPriceOf(desk)).toBe('90.6');
    desk.put(desk.market('sell', '3', { reduceOnly: true }));
    desk.run(flat('100'));
    expect(liquidationPriceOf(desk)).toBe('90.4');
  });

  it('do not wait for less than nothing: where the amount is above what the rate keeps back, the margin is all there is', () => {
    const desk = tiered({ leverage: 3 });
    desk.enter('buy', '16', '100');
    // (100 x 2 / 3 - 61.5 / 16) / 0.95 = 66.12...: 16 x 66.12 x 0.05 < 61.5, so 100 x 2 / 3, down to 66.6.
    expect(liquidationPriceOf(desk)).toBe('66.6');
  });

  it('in hedge mode are those of each position, and cross all of them are kept back together', () => {
    const desk = tiered({ marginMode: 'cross', cash: '61', positionMode: 'hedge' });
    desk.enter('buy', '5', '100');
    desk.put(desk.market('sell', '1'));
    desk.run(flat('100'));
    const { long, short } = { long: desk.book, short: desk.book.short! };
    expect([long.position, short.position]).toEqual([5_000, -1_000]);
    // C = 61 - 500 + 100 - 0.3 = -339.3; kept back 5 x 0.01 + 1 x 0.005 of the price less 1.5:
    // (339.3 - 1.5) / (4 - 0.055) = 85.62..., down to 85.6.
    expect(formatPrice(desk.scale, liquidationPrice(desk.book, long) as Price)).toBe('85.6');
  });
});
