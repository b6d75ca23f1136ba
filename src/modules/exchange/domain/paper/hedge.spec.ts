import { formatLots, formatPrice } from '../../../../shared/pure/market/scale.js';
import { openAccount, freeze, openBook, positionsOf, prepareBook, thaw, type BookState } from './index.js';
import { Desk, SPOT } from './testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;
const hedge = (options: ConstructorParameters<typeof Desk>[0] = {}) =>
  new Desk({ positionMode: 'hedge', ...options });

/** Size, average and liquidation price of every position held. */
const held = ({ book, scale }: Desk) =>
  positionsOf(book).map(({ size, average, liquidationPrice }) => [
    `${size < 0 ? '-' : ''}${formatLots(scale, Math.abs(size))}`,
    String(average / 10n ** 9n),
    liquidationPrice === null ? null : formatPrice(scale, liquidationPrice),
  ]);

/** A desk that holds a long and a short from 100. */
function both(long: string, short: string, options: ConstructorParameters<typeof Desk>[0] = {}): Desk {
  const desk = hedge(options);
  desk.enter('buy', long, '100');
  desk.enter('sell', short, '100');
  return desk;
}

describe('hedge mode', () => {
  it('holds a long and a short beside each other, each with its own average', () => {
    const desk = both('1', '0.4');
    desk.enter('sell', '0.4', '92');
    expect(held(desk).map(([size, average]) => [size, average])).toEqual([
      ['1', '100000'],
      ['-0.8', '96000'],
    ]);
    // 1000 - 100 + 40 + 36.8 - fees of 0.05 + 0.02 + 0.0184, and 0.2 net at 92.
    expect(desk.equity('92')).toBe('995.1116');
  });

  it('closes by side: a reduce-only sell makes the long smaller and never touches the short', () => {
    const desk = both('1', '0.4');
    desk.put(desk.market('sell', '5', { reduceOnly: true, reason: 'close' }));
    expect(desk.run(flat('100'))).toEqual(['open sell 1 @ 100 taker 0.05 close']);
    expect(held(desk).map(([size]) => size)).toEqual(['-0.4']);
    expect(desk.denied(desk.market('sell', '1', { reduceOnly: true }))).toBe('nothing-to-reduce');
  });

  it('ends with a position only the orders that were about it', () => {
    const desk = both('1', '0.4');
    desk.put(desk.stop('sell', '95', '1', { leg: 'stop of the long' }));
    desk.put(desk.limit('sell', '120', '1', { leg: 'target of the long', reduceOnly: true }));
    desk.put(desk.stop('buy', '130', '0.4', { leg: 'stop of the short' }));
    expect(desk.run(['100', '100', '94', '94'])).toEqual([
      'path sell 1 @ 95 taker 0.0475 stop',
      'cancelled target of the long nothing-to-reduce',
    ]);
    expect(desk.openOrders).toEqual(['stop buy 130 x 0.4 stop']);
  });

  it('drops the market orders of a cycle that has ended on their own side only', () => {
    const desk = both('1', '0.4');
    desk.put(desk.stop('sell', '95', '1'));
    desk.put(desk.market('buy', '1', { reason: 'add' }));
    desk.put(desk.market('sell', '0.1', { reason: 'hedge' }));
    expect(desk.run(flat('94')).slice(-2)).toEqual([
      expect.stringMatching(/^cancelled leg-\d+ cycle-ended$/),
      'open sell 0.1 @ 94 taker 0.0047 hedge',
    ]);
  });

  it('goes first where the larger position hurts', () => {
    const orders = (desk: Desk) => {
      desk.put(desk.stop('sell', '98', '1', { reason: 'stop-long' }));
      desk.put(desk.stop('buy', '102', '1', { reason: 'stop-short' }));
      return desk.run(['100', '103', '97', '100']).map((line) => line.split(' ').at(-1));
    };
    expect(orders(both('1', '0.4'))).toEqual(['stop-long', 'stop-short']);
    expect(orders(both('0.4', '1'))).toEqual(['stop-short', 'stop-long']);
  });

  it('needs the margin of both positions', () => {
    const desk = hedge({ cash: '25' });
    desk.enter('buy', '2', '100');
    // 20 + 10 + 0.05 of 24.9.
    expect(desk.denied(desk.market('sell', '1'))).toBe('insufficient-margin');
  });

  it('charges and pays funding for each position, rounded for itself', () => {
    const desk = both('2', '1', {
      funding: { kind: 'constant', rate: '0.0001' },
      start: '2024-01-01T07:56:00Z',
    });
    desk.run(flat('100'));
    expect(desk.run(flat('100'))).toEqual(['funding 0.02 @ 100', 'funding -0.01 @ 100']);
  });

  it('knows no whole-bot triggers', () => {
    const desk = hedge();
    desk.run(flat('100'));
    expect(desk.denied(desk.trigger('below', '90'))).toBe('one-way-only');
  });

  it('is for perpetuals only', () => {
    expect(() => hedge({ instrument: SPOT })).toThrow('positionMode cannot be hedge');
  });

  it('keeps leverage and margin mode while either position is open', () => {
    const desk = hedge();
    desk.enter('sell', '1', '100');
    expect(prepareBook(desk.book, 5, 'isolated')).toMatchObject({
      ok: false,
      error: { code: 'position-open' },
    });
  });

  it('cannot be thawed where there is room for one position only', () => {
    const { book } = both('1', '0.4');
    const terms = {
      scale: book.rules.scale,
      leverage: 10,
      marginMode: 'isolated',
      slippageBps: '0',
    } as const;
    const rest = { fees: { maker: '0', taker: '0' }, fillRule: 'touch', funding: { kind: 'none' } } as const;
    const state = JSON.parse(JSON.stringify(freeze(book))) as BookState;
    const account = openAccount(0n as never);
    expect(thaw(state, { ...terms, ...rest }, account)).toMatchObject({ error: { code: 'invalid-terms' } });
    expect(openBook({ ...terms, ...rest }, account).ok).toBe(true);
  });
});

describe('a liquidation in hedge mode', () => {
  it('takes an isolated position alone, at the price of its own average, and leaves the orders of the other', () => {
    const desk = both('1', '0.4');
    expect(held(desk)).toEqual([
      ['1', '100000', '90.4'],
      ['-0.4', '100000', '109.5'],
    ]);
    desk.put(desk.stop('sell', '80', '1', { leg: 'stop of the long' }));
    desk.put(desk.stop('buy', '120', '0.4', { leg: 'stop of the short' }));
    expect(desk.run(['100', '100', '90', '95'])).toEqual([
      'liquidated 1 @ 90.4',
      'cancelled stop of the long liquidated',
      'path sell 1 @ 90.4 taker 0.4 liquidation',
    ]);
    expect(desk.openOrders).toEqual(['stop buy 120 x 0.4 stop']);
    expect(desk.fills.at(-1)!.leg).toBe('liquidation-long');
    expect(desk.run(['95', '115', '95', '115'])).toContain('liquidated -0.4 @ 109.5');
  });

  it('takes both on cross margin where the equity is down to the maintenance of both, the fee is all that is left', () => {
    const desk = both('2', '1', { cash: '40', marginMode: 'cross' });
    // -(40 - 200 + 100 - 0.15) / (1 - 3 x 0.005) = 61.06..., down to 61.
    expect(held(desk).map(([, , liquidation]) => liquidation)).toEqual(['61', '61']);
    expect(desk.run(['100', '100', '60', '60'])).toEqual([
      'liquidated 2 @ 61',
      'liquidated -1 @ 61',
      // -60.15 + 61 is left.
      'path sell 2 @ 61 taker 0.85 liquidation',
      'path buy 1 @ 61 taker 0 liquidation',
    ]);
    expect(desk.cash).toBe('0');
    expect(held(desk)).toEqual([]);
  });

  it('comes from above on cross margin when the short is the larger', () => {
    const desk = both('1', '2', { cash: '40', marginMode: 'cross' });
    // (40 + 100 - 0.15) / (3 x 0.005 + 1) = 137.78..., up to 137.8.
    expect(held(desk).map(([, , liquidation]) => liquidation)).toEqual(['137.8', '137.8']);
    expect(desk.run(flat('140')).slice(-2)).toEqual([
      'open sell 1 @ 137.8 taker 0 liquidation',
      'open buy 2 @ 137.8 taker 2.05 liquidation',
    ]);
    expect(desk.cash).toBe('0');
  });
});
