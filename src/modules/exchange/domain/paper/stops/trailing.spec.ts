import { Desk } from '../testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;

/** A long of 1 at 100 with take-profits at 102 and 104 (half each); the first one arms a trailing of 1 %. */
function armedBy(reason: 'tp1' | 'tp2') {
  const desk = new Desk();
  desk.enter('buy', '1', '100');
  desk.put(desk.limit('sell', '102', '0.5', { reason: 'tp1', reduceOnly: true }));
  desk.put(desk.limit('sell', '104', '0.25', { reason: 'tp2', reduceOnly: true }));
  desk.put(desk.stop('sell', '95', '1', { leg: 'stop-1' }));
  const react = (fill: { tradeId: string; reason: string; price: number }) => {
    if (fill.reason !== reason) return;
    const trail = { ...desk.trail('1', '1', fill.tradeId), extreme: fill.price as never };
    desk.put(desk.stop('sell', '100', '1', { leg: 'stop-2', reason: 'break-even', trail }), 'stop-1');
  };
  return { desk, react };
}

describe('a trailing stop', () => {
  it('moves at each path point and acts on the legs after it', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { trail: desk.trail('100', '1') }));
    // 100 -> 99.5 -> 103 (stop 101.97, down to 101.9) -> 101.5: filled on the way down
    expect(desk.run(['100', '103', '99.5', '101.5'])).toEqual(['path sell 1 @ 101.9 taker 0.05095 trailing']);
  });

  it('does not act on the leg that moves it', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { trail: desk.trail('100', '1') }));
    expect(desk.run(['100', '103', '99.5', '102'])).toEqual([]);
    expect(desk.openOrders).toEqual(['stop sell 101.9 x 1 trailing']);
  });

  it('moves at the open after what fills there', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { trail: desk.trail('100', '1') }));
    // the open 110 moves the stop to 108.9, the low 108 reaches it
    expect(desk.run(['110', '110', '108', '109'])).toEqual(['path sell 1 @ 108.9 taker 0.05445 trailing']);
  });

  it('never loosens', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { trail: desk.trail('100', '5') }));
    desk.run(['100', '110', '100', '106']);
    desk.run(['106', '107', '105', '106']);
    expect(desk.openOrders).toEqual(['stop sell 104.5 x 1 trailing']);
  });

  it('of a short follows the low and rounds up', () => {
    const desk = new Desk();
    desk.enter('sell', '1', '100');
    desk.put(desk.stop('buy', '105', '1', { trail: desk.trail('100', '1') }));
    // low 96.05 x 1.01 = 97.0105, up to 97.1
    expect(desk.run(['100', '100', '96.05', '97.05'])).toEqual([]);
    expect(desk.openOrders).toEqual(['stop buy 97.1 x 1 trailing']);
    expect(desk.run(['97', '98', '97', '98'])).toEqual(['path buy 1 @ 97.1 taker 0.04855 trailing']);
  });

  it('gives way to a tighter fixed price, which also has the reason on a tie', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '99', '1', { reason: 'break-even', trail: desk.trail('100', '1') }));
    expect(desk.run(flat('98.9'))).toEqual(['open sell 1 @ 98.9 taker 0.04945 break-even']);
  });

  it('needs no fixed price, and follows at a fixed distance too', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    const offset = { unit: 'distance', value: 98 as never } as const;
    desk.put(desk.stop('sell', null, '1', { trail: { ...desk.trail('100', '1'), offset } }));
    // 102.05 - 0.98 = 101.07, down to 101
    desk.run(['100', '102.05', '100', '102']);
    expect(desk.openOrders).toEqual(['stop sell 101 x 1 trailing']);
  });

  it('counts the close of a candle for the next one', () => {
    const desk = new Desk();
    desk.enter('sell', '1', '100');
    desk.put(desk.stop('buy', '110', '1', { trail: desk.trail('100', '2') }));
    desk.run(['100', '100', '99', '99']);
    expect(desk.openOrders).toEqual(['stop buy 101 x 1 trailing']);
  });
});

describe('a trailing stop armed by a fill', () => {
  it('on the path starts from the best price after that fill and acts from the next candle', () => {
    const { desk, react } = armedBy('tp1');
    // tp1 at 102 on the way to 103.5; the leg down to 101 would have met 1 % below 103.5 = 102.4
    expect(desk.run(['100', '103.5', '99', '101'], react)).toEqual([
      'path sell 0.5 @ 102 maker 0.0102 tp1',
      'cancelled stop-1 replaced',
    ]);
    // 101 is below the stop of 102.4: it is gapped at the next open
    expect(desk.run(flat('101'))).toContain('open sell 0.5 @ 101 taker 0.02525 trailing');
  });

  it('on the path ignores what the price did before that fill', () => {
    const desk = new Desk();
    desk.enter('sell', '1', '100');
    // path 100 -> 101 -> 95 -> 99: the take-profit at 96 fills on the second leg, the low after it is 95
    desk.put(desk.limit('buy', '96', '0.5', { reason: 'tp1', reduceOnly: true }));
    desk.run(['100', '101', '95', '99'], (fill) => {
      const trail = { ...desk.trail('96', '2', fill.tradeId) };
      desk.put(desk.stop('buy', '103', '1', { trail }));
    });
    // 95 x 1.02 = 96.9; at the close 99 already reached, so it goes at the next open
    expect(desk.run(flat('99'))).toEqual(['open buy 0.5 @ 99 taker 0.02475 trailing']);
  });

  it('on the path is not listed as open before the next candle, the order it replaces is', () => {
    const { desk, react } = armedBy('tp1');
    desk.run(['100', '102.5', '100', '102.5'], react);
    expect(desk.openOrders).toEqual(['stop sell 95 x 0.5 stop', 'limit sell 104 x 0.25 tp2']);
    desk.run(flat('102.5'));
    expect(desk.openOrders).toEqual(['stop sell 101.4 x 0.5 trailing', 'limit sell 104 x 0.25 tp2']);
  });

  it('at the open moves at once and counts for later legs', () => {
    const { desk, react } = armedBy('tp1');
    desk.run(flat('101'), react);
    // tp1 at the open 103, a maker; the open moves the extreme to 103: stop 101.97 -> 101.9, met by the low
    expect(desk.run(['103', '103', '101.5', '102'], react)).toEqual([
      'open sell 0.5 @ 103 maker 0.0103 tp1',
      'cancelled stop-1 replaced',
      'path sell 0.5 @ 101.9 taker 0.025475 trailing',
      'cancelled leg-3 nothing-to-reduce',
    ]);
  });

  it('keeps its extreme when the order is replaced with what its owner knew at first', () => {
    const desk = new Desk();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { leg: 'old', trail: desk.trail('100', '1', 't1') }));
    desk.run(['100', '110', '100', '109.5']);
    desk.put(desk.stop('sell', '96', '1', { leg: 'new', trail: desk.trail('100', '1', 't1') }), 'old');
    expect(desk.openOrders).toEqual(['stop sell 108.9 x 1 trailing']);
  });
});

describe('the worked ladder: entries 1.0 @ 100 and 1.5 @ 97, trailing armed by the second take-profit', () => {
  it('goes flat at 102.4, 0.5 % below 103', () => {
    const desk = new Desk({ leverage: 2 });
    desk.enter('buy', '1', '100');
    desk.enter('buy', '1.5', '97');
    expect(desk.book.average).toBe(98_200_000_000_000n);
    desk.put(desk.limit('sell', '100.2', '0.75', { reason: 'tp1', reduceOnly: true }));
    desk.put(desk.limit('sell', '101.2', '0.75', { reason: 'tp2', reduceOnly: true }));
    desk.put(desk.stop('sell', '93.2', '2.5', { leg: 'stop-1' }));
    desk.run(['97', '101.2', '97', '101.2'], (fill) => {
      if (fill.reason === 'tp1')
        desk.put(desk.stop('sell', '98.2', '1.75', { leg: 'stop-2', reason: 'break-even' }), 'stop-1');
      else {
        const trail = desk.trail('101.2', '0.5', fill.tradeId);
        desk.put(desk.stop('sell', '100.2', '1', { leg: 'stop-3', reason: 'break-even', trail }), 'stop-2');
      }
    });
    desk.run(['101.2', '103', '101.2', '103']);
    expect(desk.openOrders).toEqual(['stop sell 102.4 x 1 trailing']);
    expect(desk.run(['103', '103', '102.6', '102.6'])).toEqual([]);
    expect(desk.run(['102.6', '102.6', '102.4', '102.4'])).toEqual([
      'path sell 1 @ 102.4 taker 0.0512 trailing',
    ]);
    expect(desk.book.position).toBe(0);
  });
});
