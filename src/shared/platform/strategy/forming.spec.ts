import type { Candle } from '../../pure/market/candle.js';
import { epochMs } from '../../pure/time/epoch.js';
import type { Wake } from './decision-store.port.js';
import { decidedBy, decisionOpen, formingAt, formingOf, isForming } from './forming.js';

const MINUTE = 60_000;

const wakeOf = (open: number, minutes: number, more: Partial<Wake> = {}): Wake => {
  const openTime = epochMs(open * MINUTE);
  const candle: Candle = { openTime, open: '1', high: '1', low: '1', close: '12.5', volume: '1' };
  return {
    ...{ venue: 'paper', symbol: 'BTC/USDT', timeframe: '15m', shard: 0, candle, step: 1 },
    ...{ candleEnd: epochMs((open + minutes) * MINUTE), correlationId: 'c', closedAt: epochMs(0) },
    ...more,
  };
};

describe('a decision candle that goes on', () => {
  test('is told by the length of the candle that has closed', () => {
    const inside = wakeOf(37, 1, { finest: '1m' });
    expect([isForming(inside), decisionOpen(inside)]).toEqual([true, 30 * MINUTE]);
    const closed = wakeOf(30, 15, { finest: '1m' });
    expect([isForming(closed), decisionOpen(closed), formingOf(closed)]).toEqual([false, 30 * MINUTE, null]);
  });

  test('follows the newest candle on a stepped market, and on a live one only that right before it', () => {
    expect(formingOf(wakeOf(37, 1))).toEqual({ close: 12.5, since: 0 });
    expect(formingOf(wakeOf(37, 1, { step: null }))).toEqual({ close: 12.5, since: 15 * MINUTE });
  });

  test('a decision is named by the finest candle where it was made inside, and else by its own', () => {
    const inside = { decidesInside: true };
    const last = wakeOf(30, 15, { finest: '1m' });
    expect(decidedBy(wakeOf(37, 1, { finest: '1m' }), inside)).toEqual({
      timeframe: '1m',
      open: 37 * MINUTE,
    });
    expect(decidedBy(last, inside)).toEqual({ timeframe: '1m', open: 44 * MINUTE });
    expect(decidedBy(last, { decidesInside: false })).toEqual({ timeframe: '15m', open: 30 * MINUTE });
  });

  test('is one of every timeframe made of the finest candles that does not end with this one', () => {
    expect(formingAt(epochMs(15 * MINUTE), '1m')).toEqual(['30m', '1h', '2h', '4h', '8h', '1d']);
    expect(formingAt(epochMs(5 * MINUTE), '5m')).toEqual(['15m', '30m', '1h', '2h', '4h', '8h', '1d']);
    expect(formingAt(epochMs(3 * MINUTE), '3m')).toEqual(['15m', '30m', '1h', '2h', '4h', '8h', '1d']);
  });
});
