import { prepareBook } from '../index.js';
import { Desk, KRW } from '../testing/desk.js';

const flat = (price: string) => [price, price, price, price] as const;

function started(options: ConstructorParameters<typeof Desk>[0] = {}) {
  const desk = new Desk(options);
  desk.run(flat('100'));
  return desk;
}

describe('an order is denied', () => {
  it('when its name exists among the open orders', () => {
    const desk = started();
    const order = desk.put(desk.limit('buy', '90', '1'));
    expect(desk.denied(order)).toBe('duplicate-order');
  });

  it('when its size is not a positive number of lots', () => {
    const desk = started();
    for (const size of [0, -1, 0.5, NaN])
      expect(desk.denied({ ...desk.market('buy', '1'), size: size as never })).toBe('invalid-size');
  });

  it('when its price is not positive, or a limit lies off the tick of its band', () => {
    const desk = started();
    expect(desk.denied(desk.limit('buy', '0', '1'))).toBe('invalid-price');
    expect(desk.denied(desk.limit('buy', '99.95', '1'))).toBe('invalid-price');
    expect(desk.denied(desk.stop('sell', null, '1'))).toBe('invalid-price');
    const krw = new Desk({ instrument: KRW });
    krw.run(flat('1000'));
    expect(krw.denied(krw.limit('buy', '1002', '10'))).toBe('invalid-price');
    krw.put(krw.limit('buy', '999', '10'));
  });

  it('when it adds less than the minimum', () => {
    const desk = started();
    expect(desk.denied(desk.limit('buy', '99', '0.05'))).toBe('below-minimum');
    desk.put(desk.limit('buy', '100', '0.05'));
  });

  it('is not held to the minimum when it reduces', () => {
    const desk = started();
    desk.enter('buy', '0.05', '100');
    desk.put(desk.market('sell', '0.001', { reduceOnly: true }));
  });

  it('when it is reduce-only and finds nothing to reduce', () => {
    const desk = started();
    expect(desk.denied(desk.stop('sell', '90', '1'))).toBe('nothing-to-reduce');
    desk.enter('sell', '1', '100');
    expect(desk.denied(desk.stop('sell', '90', '1'))).toBe('nothing-to-reduce');
  });

  it('when it is a market order and there has been no price', () => {
    const desk = new Desk();
    expect(desk.denied(desk.market('buy', '1'))).toBe('no-price');
  });

  it('when its trailing offset is not a positive decimal', () => {
    const desk = started();
    desk.enter('buy', '1', '100');
    for (const percent of ['0', '-1', 'x', '1e3'])
      expect(desk.denied(desk.stop('sell', null, '1', { trail: desk.trail('100', percent) }))).toBe(
        'invalid-price',
      );
  });
});

describe('cancelling', () => {
  it('ends the order at once', () => {
    const desk = started();
    desk.put(desk.limit('buy', '99', '1', { leg: 'a' }));
    expect(desk.give({ kind: 'cancel', leg: 'a', cycle: 1 })).toMatchObject({
      value: [{ kind: 'cancelled', leg: 'a', cause: 'asked' }],
    });
    expect(desk.run(['100', '100', '95', '100'])).toEqual([]);
  });

  it('takes a market order back', () => {
    const desk = started();
    desk.put(desk.market('buy', '1', { leg: 'a' }));
    desk.give({ kind: 'cancel', leg: 'a', cycle: 1 });
    expect(desk.run(flat('100'))).toEqual([]);
  });

  it('of an order that is not there is denied', () => {
    expect(started().give({ kind: 'cancel', leg: 'a', cycle: 1 })).toMatchObject({
      error: { code: 'unknown-order' },
    });
  });
});

describe('replacing', () => {
  it('leaves the position with exactly one of the two', () => {
    const desk = started();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { leg: 'old' }));
    desk.put(desk.stop('sell', '96', '1', { leg: 'new', reason: 'break-even' }), 'old');
    expect(desk.openOrders).toEqual(['stop sell 96 x 1 break-even']);
  });

  it('an order that is gone places the new one all the same', () => {
    const desk = started();
    desk.put(desk.limit('buy', '90', '1'), 'gone');
    expect(desk.openOrders).toHaveLength(1);
  });

  it('denied leaves the old order where it is', () => {
    const desk = started();
    desk.put(desk.limit('buy', '90', '1', { leg: 'old' }));
    const bad = desk.limit('buy', '90.05', '1');
    expect(desk.give({ kind: 'place', order: bad, replaces: 'old' }).ok).toBe(false);
    expect(desk.openOrders).toHaveLength(1);
  });

  it('twice on one path still shows the order that was active on it', () => {
    const desk = started();
    desk.enter('buy', '1', '100');
    desk.put(desk.stop('sell', '95', '1', { leg: 's1' }));
    for (const price of ['101', '102', '103'])
      desk.put(desk.limit('sell', price, '0.2', { reason: price, reduceOnly: true }));
    let last = 1;
    desk.run(['100', '103', '100', '103'], () => {
      last += 1;
      desk.put(desk.stop('sell', String(94 + last), '1', { leg: `s${last}` }), `s${last - 1}`);
    });
    expect(desk.openOrders).toEqual(['stop sell 95 x 0.4 stop']);
    desk.run(flat('103'));
    expect(desk.openOrders).toEqual(['stop sell 98 x 0.4 stop']);
  });
});

describe('the list of open orders', () => {
  it('shows limits created on the path of the newest candle, and stops not before the next', () => {
    const desk = started();
    desk.put(desk.limit('buy', '98', '1'));
    desk.run(['100', '100', '97', '98'], () => {
      desk.put(desk.limit('sell', '99', '1', { reason: 'grid-sell' }));
      desk.put(desk.stop('sell', '90', '1'));
    });
    expect(desk.openOrders).toEqual(['limit sell 99 x 1 grid-sell']);
    desk.run(flat('98'));
    expect(desk.openOrders).toEqual(['stop sell 90 x 1 stop', 'limit sell 99 x 1 grid-sell']);
  });
});

describe('leverage and margin mode', () => {
  it('are set while flat and refused with a position', () => {
    const desk = started();
    expect(prepareBook(desk.book, 5, 'cross').ok).toBe(true);
    expect(desk.book).toMatchObject({ leverage: 5, marginMode: 'cross' });
    desk.enter('buy', '1', '100');
    expect(prepareBook(desk.book, 3, 'cross')).toMatchObject({ error: { code: 'position-open' } });
    expect(prepareBook(desk.book, 5, 'cross').ok).toBe(true);
    expect(prepareBook(desk.book, 0.5, 'cross')).toMatchObject({ error: { code: 'invalid-leverage' } });
  });
});
