import { Desk, SPOT } from '../testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;

describe('a whole-bot trigger', () => {
  it('cancels every order and closes the position at its value with slippage, as a taker', () => {
    const desk = new Desk({ instrument: SPOT, slippageBps: '2' });
    desk.run(flat('100'));
    desk.put(desk.trigger('below', '90'));
    desk.put(desk.limit('buy', '95', '2', { leg: 'buy', reason: 'grid-buy' }));
    desk.put(desk.limit('buy', '91', '1', { leg: 'far', reason: 'grid-buy' }));
    desk.put(desk.limit('buy', '85', '1', { leg: 'farther', reason: 'grid-buy' }));
    // 90 x 0.9998 = 89.982, down to 89.9; 3 x 89.9 x 0.0005 = 0.13485
    expect(desk.run(['100', '100', '88', '89'])).toEqual([
      'path buy 2 @ 95 maker 0.038 grid-buy',
      'path buy 1 @ 91 maker 0.0182 grid-buy',
      'triggered leg-1 @ 90',
      'cancelled farther triggered',
      'path sell 3 @ 89.9 taker 0.13485 stop-loss',
    ]);
    expect(desk.openOrders).toEqual([]);
  });

  it('gapped closes at the open with slippage', () => {
    const desk = new Desk({ instrument: SPOT, slippageBps: '2' });
    desk.enter('buy', '1', '100');
    desk.put(desk.trigger('above', '110'));
    // 112 x 0.9998 = 111.9776, down to 111.9
    expect(desk.run(flat('112'))).toEqual([
      'triggered leg-2 @ 112',
      'open sell 1 @ 111.9 taker 0.05595 stop-loss',
    ]);
  });

  it('closes a short by buying', () => {
    const desk = new Desk({ slippageBps: '2' });
    desk.enter('sell', '1', '100');
    desk.put(desk.trigger('below', '90'));
    expect(desk.run(['100', '100', '89', '89'])).toEqual([
      'triggered leg-2 @ 90',
      'path buy 1 @ 90.1 taker 0.04505 stop-loss',
    ]);
  });

  it('when flat cancels the orders and fills nothing', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.trigger('above', '110'));
    desk.put(desk.limit('buy', '95', '1', { leg: 'buy' }));
    expect(desk.openOrders).toContain('trigger sell 110 x 0 stop-loss');
    expect(desk.run(flat('111'))).toEqual(['triggered leg-1 @ 111', 'cancelled buy triggered']);
    expect(desk.cash).toBe('1000');
  });

  it('with the action cancel keeps the position', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.trigger('above', '110', 'cancel'));
    desk.put(desk.limit('sell', '120', '1', { leg: 'sell' }));
    expect(desk.run(['100', '111', '100', '111'])).toEqual([
      'triggered leg-2 @ 110',
      'cancelled sell triggered',
    ]);
    expect(desk.book.position).toBe(1000);
  });

  it('comes before a limit at the same price', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '95', '1', { leg: 'buy' }));
    desk.put(desk.trigger('below', '95'));
    expect(desk.run(['100', '100', '95', '95'])).toEqual(['triggered leg-2 @ 95', 'cancelled buy triggered']);
  });

  it('leaves the orders of other owners alone', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    const owner = 'other';
    desk.give({ kind: 'place', order: desk.limit('buy', '80', '1', { leg: 'b' }), replaces: null, owner });
    desk.put(desk.trigger('below', '95'));
    expect(desk.run(flat('94'))).toEqual(['triggered leg-2 @ 94']);
    expect(desk.openOrders).toEqual(['limit buy 80 x 1 order']);
  });
});
