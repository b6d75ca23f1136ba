import { columnsOf, csvOf, START } from '../testing/candle-text.js';
import { rangeAt, takeRange } from './relative-range.js';
import { DAY_MS } from './window.js';

const days = (closes: readonly number[]) =>
  columnsOf(
    csvOf(
      closes.map((close) => [close, close + 3, close - 2, close]),
      { lengthMs: DAY_MS },
    ),
  );
const ruleOf = (range: unknown) => takeRange({ range }).rule!;

describe('a range that follows a symbol', () => {
  it('is taken out of the settings, which are a grid’s without it', () => {
    expect(takeRange({ range: { below: 10, above: '12.5' }, investment: 1000 })).toEqual({
      rule: { kind: 'percent', below: '10', above: '12.5' },
      settings: { investment: 1000 },
    });
    expect(takeRange({ lower: 1, upper: 2 })).toEqual({ rule: null, settings: { lower: 1, upper: 2 } });
    expect(takeRange(null)).toEqual({ rule: null, settings: null });
  });

  it('lies in percent around the last close before the window, exact, and knows nothing of later candles', () => {
    const candles = days([100, 123.45, 900]);
    const rule = ruleOf({ below: 10, above: 12.5 });
    // 123.45 x 0.9 and x 1.125.
    const range = { lower: '111.105', upper: '138.88125' };
    expect(rangeAt(rule, candles, START + 2 * DAY_MS)).toEqual(range);
    expect(rangeAt(rule, days([100, 123.45, 5]), START + 2 * DAY_MS)).toEqual(range);
    // Where there is no candle before it, the first open.
    expect(rangeAt(rule, candles, START)).toEqual({ lower: '90', upper: '112.5' });
  });

  it('is what the price went through in so many days before the window, or unknown', () => {
    const candles = days([500, 100, 120, 110, 900]);
    const from = START + 4 * DAY_MS;
    expect(rangeAt(ruleOf({ days: 3 }), candles, from)).toEqual({ lower: '98', upper: '123' });
    expect(rangeAt(ruleOf({ days: 4 }), candles, from)).toEqual({ lower: '98', upper: '503' });
    expect(rangeAt(ruleOf({ days: 5 }), candles, from)).toBeNull();
  });

  it.each([
    [{ below: 10 }],
    [{ below: 0, above: 5 }],
    [{ below: 100, above: 5 }],
    [{ days: 0 }],
    [{ days: 3, below: 5 }],
    ['10'],
  ])('cannot be %j', (range) => {
    expect(() => takeRange({ range })).toThrow('settings: range is {"below":PERCENT');
  });

  it('does not stand beside prices', () => {
    expect(() => takeRange({ range: { days: 3 }, upper: 7 })).toThrow('upper is given beside range');
  });
});
