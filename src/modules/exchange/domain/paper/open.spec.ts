import { Desk, SPOT, type Reaction } from './testing/desk.js';
import { alongPath, atClose, atOpen } from './index.js';

const flat = (price: string) => [price, price, price, price] as const;

describe('limits that take at their turn or never', () => {
  it.each(['ioc', 'fok'] as const)('%s fills at the open when that is as good, as a taker', (timeInForce) => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put({ ...desk.limit('buy', '101', '1'), timeInForce });
    expect(desk.run(['100.5', '102', '99', '101'])).toEqual(['open buy 1 @ 100.5 taker 0.05025 order']);
  });

  it.each(['ioc', 'fok'] as const)(
    '%s expires at the open that is not, whatever the path does',
    (timeInForce) => {
      const desk = new Desk();
      desk.run(flat('100'));
      desk.put({ ...desk.limit('buy', '99', '1', { leg: 'now' }), timeInForce });
      expect(desk.openOrders).toEqual([]);
      expect(desk.run(['100', '101', '98', '100'])).toEqual(['cancelled now expired']);
    },
  );

  it('have their turn with the market orders, after what rested', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.market('buy', '0.1', { reason: 'first' }));
    desk.put({ ...desk.limit('buy', '100', '0.1', { reason: 'second' }), timeInForce: 'ioc' });
    desk.put(desk.limit('buy', '100', '0.1', { reason: 'resting' }));
    const reasons = desk.run(flat('100')).map((line) => line.split(' ').at(-1));
    expect(reasons).toEqual(['resting', 'first', 'second']);
  });

  it('that a fill at the open has caused act at the same open, those that a path has caused at the next', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    const answerEntry: Reaction = ({ reason }) => {
      if (reason === 'in')
        desk.put({ ...desk.limit('sell', '99', '1', { leg: 'out', reduceOnly: true }), timeInForce: 'ioc' });
    };
    desk.put(desk.market('buy', '1', { reason: 'in' }));
    expect(desk.run(flat('100'), answerEntry)).toEqual([
      'open buy 1 @ 100 taker 0.05 in',
      'open sell 1 @ 100 taker 0.05 order',
    ]);
    desk.put(desk.limit('buy', '95', '1', { reason: 'in' }));
    desk.run(['100', '100', '94', '96'], answerEntry);
    expect(desk.run(flat('99.5'))).toEqual(['open sell 1 @ 99.5 taker 0.04975 order']);
  });

  it('must be affordable, as a market order must', () => {
    const desk = new Desk({ instrument: SPOT, cash: '100' });
    desk.run(flat('100'));
    expect(desk.denied({ ...desk.limit('buy', '100', '1'), timeInForce: 'ioc' })).toBe('insufficient-funds');
  });

  it('end with the position that they may only make smaller', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.market('sell', '1', { reduceOnly: true }));
    desk.put({ ...desk.limit('sell', '99', '1', { leg: 'late', reduceOnly: true }), timeInForce: 'ioc' });
    expect(desk.run(flat('100'))).toEqual([
      'open sell 1 @ 100 taker 0.05 order',
      'cancelled late nothing-to-reduce',
    ]);
  });
});

describe('post-only limits', () => {
  it('are refused at once where the last price has reached them', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    expect(desk.denied({ ...desk.limit('buy', '100', '1'), postOnly: true })).toBe('post-only-would-take');
    expect(desk.denied({ ...desk.limit('sell', '99', '1'), postOnly: true })).toBe('post-only-would-take');
    const through = new Desk({ fillRule: 'through' });
    through.run(flat('100'));
    through.put({ ...through.limit('buy', '100', '1'), postOnly: true });
  });

  it('are refused by the open that finds them crossing when they first become active', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put({ ...desk.limit('buy', '99', '1', { leg: 'post' }), postOnly: true });
    expect(desk.run(flat('98'))).toEqual(['rejected post post-only-would-take']);
  });

  it('are makers from then on, also where a later open is beyond them', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put({ ...desk.limit('buy', '99', '1'), postOnly: true });
    desk.run(flat('100'));
    expect(desk.run(flat('98'))).toEqual(['open buy 1 @ 98 maker 0.0196 order']);
  });
});

describe('market orders', () => {
  it('fill at the next open with slippage and the rounding to the tick against the trader', () => {
    const desk = new Desk({ slippageBps: '2' });
    desk.run(flat('100'));
    desk.put(desk.market('buy', '1', { reason: 'entry' }));
    // 100.03 x 1.0002 = 100.050006, up to 100.1; fee 100.1 x 0.0005 = 0.05005
    expect(desk.run(['100.03', '101', '100', '100.5'])).toEqual(['open buy 1 @ 100.1 taker 0.05005 entry']);
    desk.put(desk.market('sell', '1', { reason: 'exit', reduceOnly: true }));
    // 100.57 x 0.9998 = 100.549886, down to 100.5
    expect(desk.run(['100.57', '101', '100', '100.5'])).toEqual(['open sell 1 @ 100.5 taker 0.05025 exit']);
  });

  it('fill in the order they were made', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    for (const reason of ['first', 'second', 'third']) desk.put(desk.market('buy', '0.1', { reason }));
    expect(desk.run(flat('100')).map((line) => line.split(' ').at(-1))).toEqual(['first', 'second', 'third']);
  });

  it('cannot fill at a price of the candle whose close decided them', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.market('buy', '1'));
    expect(desk.fills).toHaveLength(0);
    desk.run(flat('105'));
    expect(desk.fills[0]).toMatchObject({ price: 10500, at: Date.parse('2024-01-01T00:01:00Z') });
  });

  it('of a cycle that a gapped stop has just ended are dropped', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { leg: 'stop' }));
    desk.put(desk.market('buy', '1', { leg: 'add' }));
    desk.put(desk.market('sell', '1', { leg: 'trend', reduceOnly: true }));
    expect(desk.run(flat('94'))).toEqual([
      'open sell 1 @ 94 taker 0.047 stop',
      'cancelled add cycle-ended',
      'cancelled trend cycle-ended',
    ]);
  });

  it('of another cycle or owner stay when a position closes', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100', { cycle: 1 });
    desk.put(desk.stop('sell', '95', '1'));
    desk.put(desk.market('buy', '1', { cycle: 2, reason: 'entry' }));
    expect(desk.run(flat('94'))).toEqual([
      'open sell 1 @ 94 taker 0.047 stop',
      'open buy 1 @ 94 taker 0.047 entry',
    ]);
  });

  it('are refused as a whole when the fill price makes them too dear, not when the close did not', () => {
    const desk = new Desk({ cash: '101' });
    desk.run(flat('100'));
    // At 100: margin 10 x 100 / 10 + fee 0.5 = 100.5 <= 101. At 101: 101 + 0.505 > 101.
    const order = desk.put(desk.market('buy', '10'));
    expect(desk.run(flat('101'))).toEqual([`rejected ${order.leg} insufficient-margin`]);
    expect(desk.book.position).toBe(0);
  });

  it('caused by a fill at the open fill at the same open', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.market('buy', '1', { reason: 'entry' }));
    const lines = desk.run(flat('100'), (fill) => {
      if (fill.reason === 'entry') desk.put(desk.market('sell', '1', { reason: 'out', reduceOnly: true }));
    });
    expect(lines).toEqual(['open buy 1 @ 100 taker 0.05 entry', 'open sell 1 @ 100 taker 0.05 out']);
  });
});

describe('resting orders at the open', () => {
  it('go stops before limits, buys before sells, buys high to low, sells low to high, then older first', () => {
    const desk = new Desk({ cash: '100000' });
    const free = { reduceOnly: false };
    desk.run(flat('100'));
    desk.put(desk.limit('sell', '101', '1', { reason: 'limit-sell-101' }));
    desk.put(desk.limit('sell', '102', '1', { reason: 'limit-sell-102' }));
    desk.put(desk.limit('buy', '110', '1', { reason: 'limit-buy-110' }));
    desk.put(desk.limit('buy', '111', '1', { reason: 'limit-buy-111' }));
    desk.put(desk.stop('sell', '112', '1', { ...free, reason: 'stop-sell-112' }));
    desk.put(desk.stop('sell', '111', '1', { ...free, reason: 'stop-sell-111' }));
    desk.put(desk.stop('buy', '102', '1', { ...free, reason: 'stop-buy-102-old' }));
    desk.put(desk.stop('buy', '102', '1', { ...free, reason: 'stop-buy-102-new' }));
    desk.put(desk.stop('buy', '103', '1', { ...free, reason: 'stop-buy-103' }));
    expect(desk.run(flat('105')).map((line) => line.split(' ').at(-1))).toEqual([
      'stop-buy-103',
      'stop-buy-102-old',
      'stop-buy-102-new',
      'stop-sell-111',
      'stop-sell-112',
      'limit-buy-111',
      'limit-buy-110',
      'limit-sell-101',
      'limit-sell-102',
    ]);
  });

  it('a gapped limit gets the open rounded against the trader, as a maker', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '98', '1', { reason: 'grid-buy' }));
    desk.run(flat('100'));
    // 97.03 up to 97.1; fee 97.1 x 0.0002 = 0.01942
    expect(desk.run(flat('97.03'))).toEqual(['open buy 1 @ 97.1 maker 0.01942 grid-buy']);
    desk.put(desk.limit('sell', '99', '1', { reason: 'grid-sell' }));
    desk.run(flat('97'));
    expect(desk.run(flat('99.07'))).toEqual(['open sell 1 @ 99 maker 0.0198 grid-sell']);
  });

  it('a gapped limit is never worse than its price', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '98', '1'));
    desk.run(flat('100'));
    // 97.95 would round up to 98.0, its own price and no more
    expect(desk.run(flat('97.95'))[0]).toContain('@ 98 maker');
  });

  it('a limit that finds the open already beyond it pays the taker fee', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '101', '1', { reason: 'late' }));
    // decided at the close, first active at this open: 100.5 x 0.0005
    expect(desk.run(flat('100.5'))).toEqual(['open buy 1 @ 100.5 taker 0.05025 late']);
  });

  it('a gapped stop gets the open with slippage, not its price', () => {
    const desk = new Desk({ slippageBps: '10' });
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1'));
    // 93.05 x 0.999 = 92.95695, down to 92.9
    expect(desk.run(flat('93.05'))).toEqual(['open sell 1 @ 92.9 taker 0.04645 stop']);
  });

  it('an open exactly at the price of an order reaches it', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1'));
    expect(desk.run(flat('95'))).toEqual(['open sell 1 @ 95 taker 0.0475 stop']);
  });

  it('created by a market fill at the open are active there, as takers when the open is beyond them', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.market('buy', '1', { reason: 'entry' }));
    const lines = desk.run(flat('105'), (fill) => {
      if (fill.reason !== 'entry') return;
      desk.put(desk.limit('sell', '103', '0.5', { reason: 'tp1', reduceOnly: true }));
      desk.put(desk.limit('sell', '107', '0.5', { reason: 'tp2', reduceOnly: true }));
    });
    expect(lines).toEqual(['open buy 1 @ 105 taker 0.0525 entry', 'open sell 0.5 @ 105 taker 0.02625 tp1']);
  });

  it('created by a market fill at the open rest for the path of the same candle, as makers', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.market('buy', '1', { reason: 'entry' }));
    const lines = desk.run(['100', '103', '99', '101'], (fill) => {
      if (fill.reason === 'entry')
        desk.put(desk.limit('sell', '102', '1', { reason: 'tp1', reduceOnly: true }));
    });
    expect(lines).toEqual(['open buy 1 @ 100 taker 0.05 entry', 'path sell 1 @ 102 maker 0.0204 tp1']);
  });

  it('wait for all market orders before they are looked at once more', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.market('buy', '1', { reason: 'one' }));
    desk.put(desk.market('buy', '1', { reason: 'two' }));
    const lines = desk.run(flat('105'), (fill) => {
      if (fill.reason === 'one') desk.put(desk.limit('sell', '103', '1', { reason: 'answer' }));
    });
    expect(lines.map((line) => line.split(' ').at(-1))).toEqual(['one', 'two', 'answer']);
  });

  it('a gap through many grid lines fills all of them at the open', () => {
    const desk = new Desk({ instrument: SPOT });
    desk.run(flat('150'));
    for (const price of ['140', '130', '120', '110'])
      desk.put(desk.limit('buy', price, '1', { reason: 'grid-buy' }));
    desk.run(flat('150'));
    const answers: string[] = [];
    const lines = desk.run(flat('118'), (fill) => {
      const answer = String(fill.price / 100 + 10);
      answers.push(answer);
    });
    expect(lines).toEqual(Array(3).fill('open buy 1 @ 118 maker 0.0236 grid-buy'));
    expect(desk.book.position).toBe(3000);
  });
});

describe('an order created because of a fill on the path', () => {
  const answered = () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '98', '1', { reason: 'grid-buy' }));
    desk.run(['100', '100', '98', '99'], (fill) => {
      if (fill.side === 'buy') desk.put(desk.limit('sell', '99', '1', { reason: 'grid-sell' }));
    });
    return desk;
  };

  it('does not fill on the same path although its price is touched', () => {
    const desk = answered();
    expect(desk.fills.map(({ reason }) => reason)).toEqual(['grid-buy']);
  });

  it('fills at its own price at its first open, as a maker, however far the open is beyond', () => {
    expect(answered().run(flat('105'))).toEqual(['open sell 1 @ 99 maker 0.0198 grid-sell']);
  });

  it('gets the better price at a later open', () => {
    const desk = answered();
    desk.run(flat('98.5'));
    expect(desk.run(flat('105'))).toEqual(['open sell 1 @ 105 maker 0.021 grid-sell']);
  });
});

describe('reduce-only orders', () => {
  it('fill at most the position', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.limit('sell', '101', '5', { reason: 'tp1', reduceOnly: true }));
    expect(desk.run(flat('102'))).toEqual(['open sell 1 @ 102 taker 0.051 tp1']);
    expect(desk.book.position).toBe(0);
  });

  it('end when the position is gone', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.limit('sell', '110', '1', { leg: 'tp', reduceOnly: true }));
    desk.put(desk.stop('sell', '95', '1', { leg: 'stop' }));
    expect(desk.run(flat('94'))).toEqual([
      'open sell 1 @ 94 taker 0.047 stop',
      'cancelled tp nothing-to-reduce',
    ]);
    expect(desk.openOrders).toEqual([]);
  });
});

describe('the steps of a candle', () => {
  it('can only be taken in their order', () => {
    const desk = new Desk();
    const candle = desk.nextCandle(flat('100'));
    const next = desk.nextCandle(flat('100'));
    expect(() => alongPath(desk.book, candle)).toThrow('the path follows the open');
    atOpen(desk.book, candle);
    expect(() => atOpen(desk.book, next)).toThrow('is not over');
    expect(() => atClose(desk.book, candle)).toThrow('the close follows the path');
    alongPath(desk.book, candle);
    expect(() => atOpen(desk.book, next)).toThrow('cannot follow');
    atClose(desk.book, candle);
    expect(() => atOpen(desk.book, candle)).toThrow('cannot follow');
    expect(atOpen(desk.book, next)).toHaveLength(0);
  });
});
