import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import type { BookOrder } from '../book-order.js';
import { SpotAccounts, THIRD_COIN } from './spot-accounts.js';

const SYMBOL = 'BTC/USDT';
const PRICE = money('100');

function opened(third = '0'): { readonly spot: SpotAccounts; readonly clock: { nowMs: number } } {
  const clock = { nowMs: 1 };
  const spot = new SpotAccounts(() => clock.nowMs);
  spot.open('a', { quote: money('1000'), third: money(third) });
  return { spot, clock };
}

const trade = (spot: SpotAccounts, side: 'buy' | 'sell', size: string, maker = false) =>
  spot.settle({ accountId: 'a', symbol: SYMBOL, side, size: money(size), price: PRICE }, maker);

const limit = (side: 'buy' | 'sell', size: string, price = '100'): WireOrder => ({
  ...{ type: 'limit', side, reduceOnly: false, size, price },
});

const resting = (order: WireOrder & { readonly type: 'limit' }): BookOrder => ({
  ...{ venueOrderId: 'v', accountId: 'a', symbol: SYMBOL, clientOrderId: 'c', order, owner: 'b' },
  ...{ size: money(order.size), price: money(order.price), acceptedAtMs: 1, filled: 0n, end: null },
});

const refused = (spot: SpotAccounts, order: WireOrder, open: readonly BookOrder[] = []): string | null =>
  spot.refuses({ accountId: 'a', symbol: SYMBOL, order }, PRICE, open);

const text = (units: bigint): string => formatMoney(units);

describe('accounts of spot', () => {
  it('take the fee of a buy out of what was bought, that of a sell in quote', () => {
    const { spot } = opened();
    const { fee, feeCurrency, moved } = trade(spot, 'buy', '1');
    expect([text(fee), feeCurrency, text(moved)]).toEqual(['0.001', 'BTC', '0.999']);
    expect(text(spot.total('a', 'BTC'))).toBe('0.999');
    expect(text(spot.total('a', 'USDT'))).toBe('900');
    expect(trade(spot, 'sell', '0.5', true)).toMatchObject({ feeCurrency: 'USDT', fee: money('0.04') });
    expect(text(spot.total('a', 'USDT'))).toBe('949.96');
  });

  it('round a fee up to the eighth decimal', () => {
    const { spot } = opened();
    expect(text(trade(spot, 'buy', '0.333', true).fee)).toBe('0.0002664');
    const price = money('100.37');
    const sold = { accountId: 'a', symbol: SYMBOL, side: 'sell', size: money('0.001'), price } as const;
    expect(text(spot.settle(sold, false).fee)).toBe('0.00010037');
  });

  it('take it in a third coin as long as there is enough of that', () => {
    const { spot } = opened('0.0004');
    expect(trade(spot, 'buy', '1')).toMatchObject({ feeCurrency: THIRD_COIN, fee: money('0.00025') });
    expect(text(spot.total('a', 'BTC'))).toBe('1');
    expect(trade(spot, 'buy', '1')).toMatchObject({ feeCurrency: 'BTC', moved: money('0.999') });
    expect(text(spot.total('a', THIRD_COIN))).toBe('0.00015');
  });

  it('sell nothing that is not there, or is promised to another order', () => {
    const { spot } = opened();
    expect(refused(spot, limit('sell', '0.5'))).toBe('insufficient-funds');
    trade(spot, 'buy', '1');
    expect(refused(spot, limit('sell', '0.999'))).toBeNull();
    expect(refused(spot, limit('sell', '1'))).toBe('insufficient-funds');
    const other = resting(limit('sell', '0.5') as WireOrder & { type: 'limit' });
    expect(refused(spot, limit('sell', '0.5'), [other])).toBe('insufficient-funds');
    expect(refused(spot, limit('sell', '0.499'), [other])).toBeNull();
  });

  it('buy nothing that cannot be paid', () => {
    const { spot } = opened();
    const other = resting(limit('buy', '9') as WireOrder & { type: 'limit' });
    expect(refused(spot, limit('buy', '1'), [other])).toBeNull();
    expect(refused(spot, limit('buy', '1.001'), [other])).toBe('insufficient-funds');
    expect(refused(spot, { type: 'market', side: 'buy', reduceOnly: false, size: '11' })).toBe(
      'insufficient-funds',
    );
  });

  it('take whole lots that are worth something, and nothing conditional', () => {
    const { spot } = opened();
    expect(refused(spot, limit('buy', '0.0105'))).toBe('invalid-size');
    expect(refused(spot, limit('buy', '0.009'))).toBe('below-minimum');
    const stop = { side: 'sell', reduceOnly: true, size: '1', price: '90', trail: null } as const;
    expect(refused(spot, { type: 'stop-market', ...stop })).toBe('invalid-terms');
  });

  it('show what they had at any moment', () => {
    const { spot, clock } = opened();
    clock.nowMs = 10;
    trade(spot, 'buy', '1');
    clock.nowMs = 20;
    spot.deposit('a', 'BTC', money('2'));
    expect(text(spot.totalsAt('a', 9).get('BTC') ?? 0n)).toBe('0');
    expect(text(spot.totalsAt('a', 10).get('BTC')!)).toBe('0.999');
    expect(text(spot.totalsAt('a', 20).get('BTC')!)).toBe('2.999');
    expect(spot.totalsSince('a', 'BTC', 15).map(text)).toEqual(['2.999', '0.999']);
  });

  it('have gained what trading has made of what they were given', () => {
    const { spot } = opened();
    spot.deposit('a', 'BTC', money('2'));
    trade(spot, 'buy', '1');
    expect([...spot.gained('a')].map(([currency, size]) => `${currency} ${text(size)}`)).toEqual([
      'USDT -100',
      'BTC 0.999',
    ]);
  });
});
