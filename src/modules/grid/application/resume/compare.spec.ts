import { compareOrders, holdsAsMuch } from './compare.js';

const order = (leg: string, cycle = 1) => ({ leg, cycle });
const booked = (leg: string, cycle = 1) => ({ ...order(leg, cycle), clientOrderId: `id ${cycle} ${leg}` });

describe('a ladder compared with its venue', () => {
  it('counts what the venue shows of what is wanted, and names what has ended unheard', () => {
    const wanted = [
      order('cell-0-1'),
      order('cell-1-3'),
      order('cell-2-1'),
      order('cell-3-1'),
      order('cell-4-1'),
    ];
    const live = [booked('cell-0-1'), booked('cell-1-3'), booked('cell-2-1'), booked('cell-9-9')];
    const ended = [order('cell-3-1'), order('cell-1-2')];
    const shown = ['id 1 cell-0-1', 'id 1 cell-1-3', 'id 1 cell-9-9'];
    // cell-2-1 is not shown yet and cell-4-1 not booked yet: both are on their way.
    expect(compareOrders(wanted, { live, ended }, shown)).toEqual({
      wanted: 5,
      recovered: 2,
      missing: [order('cell-3-1')],
    });
  });

  it('an order of another generation is another order', () => {
    const books = { live: [booked('cell-0-1', 1)], ended: [order('cell-0-1', 1)] };
    expect(compareOrders([order('cell-0-1', 2)], books, ['id 1 cell-0-1'])).toEqual({
      wanted: 1,
      recovered: 0,
      missing: [],
    });
  });

  it('a further attempt of an order that had ended is alive', () => {
    const books = { live: [booked('cell-0-1')], ended: [order('cell-0-1')] };
    expect(compareOrders([order('cell-0-1')], books, ['id 1 cell-0-1'])).toMatchObject({
      recovered: 1,
      missing: [],
    });
  });

  const perpetual = { kind: 'perpetual', symbol: 'BTC/USDT:USDT', base: 'BTC' } as const;
  const position = (side: string, size: string) => ({
    balances: [],
    positions: [{ symbol: perpetual.symbol, side, size }],
  });

  it('a perpetual must hold exactly what the ladder holds, with its sign', () => {
    expect(holdsAsMuch(perpetual, '0.5', position('long', '0.50'))).toBe(true);
    expect(holdsAsMuch(perpetual, '-0.5', position('short', '0.5'))).toBe(true);
    expect(holdsAsMuch(perpetual, '0.5', position('short', '0.5'))).toBe(false);
    expect(holdsAsMuch(perpetual, '0', { balances: [], positions: [] })).toBe(true);
    expect(holdsAsMuch(perpetual, '0.1', { balances: [], positions: [] })).toBe(false);
  });

  it('spot must hold at least as many coins, and what is not told is unknown', () => {
    const spot = { kind: 'spot', symbol: 'BTC/USDT', base: 'BTC' } as const;
    const coins = (total: string) => ({ balances: [{ currency: 'BTC', total }], positions: [] });
    expect(holdsAsMuch(spot, '0.5', coins('0.5'))).toBe(true);
    expect(holdsAsMuch(spot, '0.5', coins('0.49999999'))).toBe(false);
    expect(holdsAsMuch(spot, '0.5', null)).toBeNull();
  });
});
