import { Desk, KRW, PERPETUAL, SPOT } from './testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;
const reasons = (lines: readonly string[]) => lines.map((line) => line.split(' ').at(-1));

describe('the direction of the path', () => {
  /** A buy far below and a sell far above, both reached: which comes first shows where the path went first. */
  const both = (desk: Desk, close: string) => {
    desk.put(desk.limit('buy', '95', '0.1', { reason: 'low' }));
    desk.put(desk.limit('sell', '105', '0.1', { reason: 'high' }));
    return reasons(desk.run(['100', '106', '94', close]));
  };

  it('is to the low first with a long position, whatever the close', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    expect(both(desk, '99')).toEqual(['low', 'high']);
  });

  it('is to the high first with a short position, whatever the close', () => {
    const desk = new Desk();
    desk.enter('sell', '1', '100');
    expect(both(desk, '101')).toEqual(['high', 'low']);
  });

  it('is to the low first when flat and the close is not below the open', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    expect(both(desk, '100')).toEqual(['low', 'high']);
  });

  it('is to the high first when flat and the close is below the open', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    expect(both(desk, '99.99')).toEqual(['high', 'low']);
  });

  it('follows the position after the open, not the one before it', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.market('sell', '1', { reason: 'entry' }));
    expect(both(desk, '101')).toEqual(['entry', 'high', 'low']);
  });

  it('does not change inside the candle when a fill turns the position', () => {
    const desk = new Desk({ cash: '100000' });
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '98', '3', { reason: 'turn', reduceOnly: false }));
    desk.put(desk.limit('sell', '103', '1', { reason: 'above' }));
    desk.put(desk.limit('buy', '96', '1', { reason: 'below' }));
    // open 100, low 95: turn at 98 (short now), below at 96; then the high 104: above
    expect(reasons(desk.run(['100', '104', '95', '103.5']))).toEqual(['turn', 'below', 'above']);
  });

  it('reaches orders between the high and the close on its last leg', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.limit('sell', '103', '0.5', { reason: 'sell' }));
    desk.put(desk.stop('buy', '102', '0.5', { reason: 'buy-stop', reduceOnly: false }));
    expect(reasons(desk.run(['100', '104', '99.5', '101']))).toEqual(['buy-stop', 'sell']);
  });
});

describe('a leg', () => {
  it('fills nearest first and includes its end', () => {
    const desk = new Desk({ cash: '100000' });
    desk.run(flat('100'));
    for (const price of ['97', '99', '98', '96.9'])
      desk.put(desk.limit('buy', price, '1', { reason: price }));
    expect(reasons(desk.run(['100', '100', '97', '100']))).toEqual(['99', '98', '97']);
  });

  it('fills at one price stops before limits, and older orders first', () => {
    const desk = new Desk({ cash: '100000' });
    desk.enter('buy', '5', '100');
    desk.put(desk.limit('buy', '98', '1', { reason: 'limit-old' }));
    desk.put(desk.limit('buy', '98', '1', { reason: 'limit-new' }));
    desk.put(desk.stop('sell', '98', '1', { reason: 'stop-old' }));
    desk.put(desk.stop('sell', '98', '1', { reason: 'stop-new' }));
    expect(reasons(desk.run(['100', '100', '98', '99']))).toEqual([
      'stop-old',
      'stop-new',
      'limit-old',
      'limit-new',
    ]);
  });

  it('fills a stop at its price with slippage against the trader and a limit at its price', () => {
    const desk = new Desk({ slippageBps: '2' });
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '98', '0.5'));
    desk.put(desk.limit('sell', '102', '0.5', { reason: 'tp1', reduceOnly: true }));
    // 98 x 0.9998 = 97.9804 down to 97.9: 0.5 x 97.9 x 0.0005 = 0.024475; 102 x 0.5 x 0.0002 = 0.0102
    expect(desk.run(['100', '103', '97.95', '100'])).toEqual([
      'path sell 0.5 @ 97.9 taker 0.024475 stop',
      'path sell 0.5 @ 102 maker 0.0102 tp1',
    ]);
    expect(desk.fills.at(-1)?.at).toBe(Date.parse('2024-01-01T00:03:00Z') - 1);
  });

  it('leaves a short its buy stop on the way up and its take-profit on the way down', () => {
    const desk = new Desk({ slippageBps: '2' });
    desk.enter('sell', '1', '100');
    desk.put(desk.stop('buy', '102', '0.5'));
    desk.put(desk.limit('buy', '98', '0.5', { reason: 'tp1', reduceOnly: true }));
    // entry 100 x 0.9998 down to 99.9; stop 102 x 1.0002 = 102.0204 up to 102.1
    expect(desk.run(['100', '103', '97', '99'])).toEqual([
      'path buy 0.5 @ 102.1 taker 0.025525 stop',
      'path buy 0.5 @ 98 maker 0.0098 tp1',
    ]);
  });

  it('cuts reduce-only orders to what the fills before them have left', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.limit('sell', '102', '0.7', { reason: 'tp1', reduceOnly: true }));
    desk.put(desk.limit('sell', '103', '0.7', { reason: 'tp2', reduceOnly: true }));
    desk.put(desk.limit('sell', '104', '0.7', { leg: 'tp3', reason: 'tp3', reduceOnly: true }));
    expect(desk.run(['100', '105', '100', '100'])).toEqual([
      'path sell 0.7 @ 102 maker 0.01428 tp1',
      'path sell 0.3 @ 103 maker 0.00618 tp2',
      'cancelled tp3 nothing-to-reduce',
    ]);
  });

  it('uses candle prices off the tick as they are', () => {
    const desk = new Desk();
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '98', '1', { reason: 'grid-buy' }));
    desk.run(['100', '100', '98.01', '99']);
    expect(desk.fills).toHaveLength(0);
    desk.run(['99', '99', '97.99', '99']);
    expect(desk.fills).toHaveLength(1);
  });

  it('fills each leg of a candle: a buy, then on a later leg what else rests', () => {
    const desk = new Desk({ instrument: SPOT });
    desk.enter('buy', '2', '100');
    desk.put(desk.limit('sell', '101', '1', { reason: 'up' }));
    desk.put(desk.limit('buy', '99', '1', { reason: 'down' }));
    expect(reasons(desk.run(['100', '101', '99', '100']))).toEqual(['down', 'up']);
  });
});

describe('the through rule', () => {
  const through = (instrument = PERPETUAL) => new Desk({ instrument, fillRule: 'through', cash: '1000000' });

  it('asks for one tick beyond a limit on the path and fills at its price', () => {
    const desk = through();
    desk.run(flat('100'));
    desk.put(desk.limit('buy', '98', '1', { reason: 'grid-buy' }));
    expect(desk.run(['100', '100', '97.91', '99'])).toEqual([]);
    expect(desk.run(['100', '100', '97.9', '99'])).toEqual(['path buy 1 @ 98 maker 0.0196 grid-buy']);
  });

  it('asks for one tick beyond a limit at the open too, and then gives the open', () => {
    const desk = through();
    desk.run(flat('100'));
    desk.put(desk.limit('sell', '102', '1', { reason: 'sell' }));
    desk.run(flat('100'));
    expect(desk.run(flat('102.05'))).toEqual([]);
    expect(desk.run(flat('102.13'))).toEqual(['open sell 1 @ 102.1 maker 0.02042 sell']);
  });

  it('does not concern stops', () => {
    const desk = through();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '98', '1'));
    expect(desk.run(['100', '100', '98', '99'])).toEqual(['path sell 1 @ 98 taker 0.049 stop']);
  });

  it('takes the tick of the price band that the order lies in', () => {
    const desk = through(KRW);
    desk.run(flat('1050'));
    desk.put(desk.limit('buy', '1000', '10', { reason: 'at-1000' }));
    desk.put(desk.limit('buy', '999', '10', { reason: 'at-999' }));
    // 999 needs 998, 1000 needs 995: the nearer order can be the later one
    expect(reasons(desk.run(['1050', '1050', '997', '1050']))).toEqual(['at-999']);
    expect(reasons(desk.run(['1050', '1050', '995', '1050']))).toEqual(['at-1000']);
  });
});

describe('price bands', () => {
  it('round a fill to the tick of the band that the unrounded price lies in', () => {
    const desk = new Desk({ instrument: KRW, slippageBps: '10', cash: '1000000' });
    desk.run(flat('9995'));
    desk.put(desk.market('buy', '1', { reason: 'buy' }));
    // 9995 x 1.001 = 10004.995 lies above 10,000: ticks of 10, up to 10010
    expect(desk.run(flat('9995'))[0]).toContain('@ 10010 ');
    desk.put(desk.market('sell', '1', { reason: 'sell' }));
    // 10005 x 0.999 = 9994.995: ticks of 5, down to 9990
    expect(desk.run(flat('10005'))[0]).toContain('@ 9990 ');
  });
});
