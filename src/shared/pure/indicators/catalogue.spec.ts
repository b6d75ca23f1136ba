import { adx } from './adx.js';
import { bollinger } from './bollinger.js';
import { INDICATOR_CATALOGUE, planIndicator, type IndicatorPlan } from './catalogue.js';
import { rsi } from './rsi.js';

const close = Float64Array.from({ length: 80 }, (_, i) => 100 + 9 * Math.sin(i / 3));
const prices = { high: close.map((price) => price + 1), low: close.map((price) => price - 1), close };

function plan(name: string, given: Record<string, unknown> = {}): IndicatorPlan {
  const planned = planIndicator(name, given);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return planned.value;
}

describe('the catalogue of indicators', () => {
  it('has each name once, and defaults within the ranges', () => {
    expect(INDICATOR_CATALOGUE.map(({ name }) => name)).toEqual([
      'rsi',
      'sma',
      'ema',
      'atr',
      'bollinger',
      'adx',
    ]);
    for (const { parameters } of INDICATOR_CATALOGUE) {
      for (const parameter of parameters) {
        expect(parameter.default).toBeGreaterThanOrEqual(parameter.min);
        expect(parameter.default).toBeLessThanOrEqual(parameter.max);
      }
    }
  });

  it.each(INDICATOR_CATALOGUE.map(({ name }) => [name]))(
    '%s computes the outputs it names, with first values where its warm-up says',
    (name) => {
      const planned = plan(name, { length: '7' });
      const columns = planned.compute(prices);
      expect(Object.keys(columns)).toEqual(planned.outputs);
      const firsts = Object.values(columns).map((column) =>
        column.findIndex((value) => !Number.isNaN(value)),
      );
      expect(Math.max(...firsts)).toBe(planned.warmUp - 1);
      for (const column of Object.values(columns)) expect(column).toHaveLength(close.length);
    },
  );

  it('reads parameters as a query string has them and completes the others', () => {
    expect(plan('rsi', { length: '9' }).compute(prices).rsi).toEqual(rsi(close, 9));
    expect(plan('rsi').parameters).toEqual({ length: 14 });
    expect(plan('adx').compute(prices)).toEqual(adx(prices.high, prices.low, close, 14));
    const bands = plan('bollinger', { deviations: '2.5' });
    expect(bands.parameters).toEqual({ length: 20, deviations: 2.5 });
    expect(bands.compute(prices)).toEqual(bollinger(close, 20, 2.5));
  });

  it.each([
    ['rsi', { length: '1' }, 'length', 'a whole number 2..1000'],
    ['sma', { length: '1001' }, 'length', 'a whole number 1..1000'],
    ['ema', { length: '9.5' }, 'length', 'a whole number 1..1000'],
    ['bollinger', { deviations: '11' }, 'deviations', expect.stringContaining('10')],
    ['bollinger', { deviations: 'NaN' }, 'deviations', expect.stringContaining('decimal')],
    ['atr', { period: '14' }, 'period', expect.stringContaining('length')],
    ['macd', {}, 'name', 'one of rsi, sma, ema, atr, bollinger, adx'],
    ['constructor', {}, 'name', expect.stringContaining('rsi')],
  ])('refuses %s with %p, naming what is allowed', (name, given, field, allowed) => {
    expect(planIndicator(name, given)).toMatchObject({ ok: false, error: [{ field, allowed }] });
  });
});
