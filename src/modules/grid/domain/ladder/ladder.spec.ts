import fc from 'fast-check';
import { formatLots, marketScale, tickAt, type Price } from '../../../../shared/pure/market/scale.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { RangeSettings } from '../settings/grid-settings.js';
import { KRW, marketOf, PERPETUAL, SPOT } from '../testing/markets.js';
import { settingsOf } from '../testing/scripted-venue.js';
import { planGrid } from './ladder.js';
import { gridLines, waitingLine } from './lines.js';
import { cellSizes, leastLots } from './sizes.js';
import { stopDecimals } from './stop-prices.js';

const BASE = { spacing: 'arithmetic', lower: '100', upper: '200', levels: 5, investment: '400' };

const codes = (document: object, instrument = SPOT): readonly string[] => {
  const plan = planGrid(settingsOf({ ...BASE, ...document }, instrument), marketOf(instrument));
  return plan.ok ? [] : plan.error.map((refusal: Refusal) => refusal.code);
};

const sizes = (document: object): readonly string[] | string => {
  const scale = marketScale(SPOT);
  const settings = settingsOf({ ...BASE, ...document }, SPOT) as RangeSettings;
  const lines = gridLines(settings, scale);
  const sized = lines.ok ? cellSizes(settings, lines.value, scale) : lines;
  return sized.ok ? sized.value.map((lots) => formatLots(scale, lots)) : sized.error.code;
};

describe('the ladder', () => {
  it('sizes are amount / upper line, floored to the lot', () => {
    expect(sizes({})).toEqual(['0.8', '0.66666', '0.57142', '0.5']);
  });

  it('a list of amounts is taken from the lowest cell up and continued by its last difference', () => {
    expect(sizes({ amounts: ['50', '60'], investment: '260' })).toEqual(['0.4', '0.4', '0.4', '0.4']);
    expect(sizes({ amounts: ['50'] })).toEqual(['0.4', '0.33333', '0.28571', '0.25']);
  });

  it('an amount that would fall below the minimum is floored at the least legal size', () => {
    // 10, 7.5, then 5 and 2.5: the last two become 5 USDT at their lower lines, 150 and 175.
    expect(sizes({ amounts: ['10', '7.5'] })).toEqual(['0.08', '0.05', '0.03334', '0.02858']);
  });

  it('amounts that exceed the investment only when continued are refused', () => {
    expect(sizes({ amounts: ['100', '101'] })).toBe('amounts-above-investment');
  });

  it('a range or an investment beyond the scale is refused', () => {
    expect(codes({ upper: '1'.padEnd(30, '0') })).toEqual(['range-out-of-scale']);
    expect(codes({ investment: '1'.padEnd(30, '0') })).toEqual(['investment-out-of-scale']);
  });

  it('levels that share a tick, and a lowest level of zero, are refused', () => {
    expect(codes({ upper: '100.02' })).toEqual(['levels-share-a-tick']);
    expect(codes({ lower: '0.001' })).toEqual(['lowest-level-at-zero']);
  });

  it('a step that just pays both fees and a tick passes, one tick less is refused', () => {
    // 2 x 0.1 % of 1000 + 0.01 = 2.01
    expect(codes({ lower: '997.99', upper: '1000', levels: 2 })).toEqual([]);
    expect(codes({ lower: '998', upper: '1000', levels: 2 })).toEqual(['step-below-cost']);
  });

  it('everything wrong with a ladder is told at once', () => {
    expect(codes({ lower: '199.9', investment: '10', stopLoss: { unit: 'price', value: '300' } })).toEqual([
      'step-below-cost',
      'cell-below-minimum',
      'stop-price-misplaced',
    ]);
  });

  it.each([
    ['spot', 'stopLoss', '99.99', []],
    ['spot', 'stopLoss', '100', ['stop-price-misplaced']],
    ['spot', 'stopLoss', '201', ['stop-price-misplaced']],
    ['spot', 'takeProfit', '200.01', []],
    ['spot', 'takeProfit', '99', ['stop-price-misplaced']],
    ['spot', 'takeProfit', '200.001', ['stop-price-misplaced']],
    ['short', 'stopLoss', '99', ['stop-price-misplaced']],
    ['short', 'stopLoss', '201', []],
    ['short', 'takeProfit', '99', []],
    ['neutral', 'stopLoss', '99', []],
    ['neutral', 'takeProfit', '99', []],
    ['neutral', 'takeProfit', '150', ['stop-price-misplaced']],
  ] as const)('%s: a %s at %s gives %j', (mode, name, value, expected) => {
    const instrument = mode === 'spot' ? SPOT : PERPETUAL;
    expect(codes({ mode, [name]: { unit: 'price', value } }, instrument)).toEqual(expected);
  });

  it('stop prices say how many decimals they need', () => {
    const off = { unit: 'off', value: null } as const;
    expect(stopDecimals({ stopLoss: { unit: 'price', value: '90.1250' }, takeProfit: off })).toBe(3);
    expect(stopDecimals({ stopLoss: { unit: 'percent', value: '0.12345' }, takeProfit: off })).toBe(0);
  });

  it.each([
    [90, 0],
    [100, 0],
    [105, 0],
    [106, 1],
    [110, 1],
    [114, 1],
    [115, 1],
    [120, 2],
    [500, 2],
  ])('at a price of %i line %i waits: the nearest, on a tie the lower', (price, line) => {
    expect(waitingLine([100, 110, 120], price)).toBe(line);
  });

  it('lines rise strictly, lie on their ticks and keep their ends; sizes stay within the investment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('arithmetic', 'geometric'),
        fc.integer({ min: 1_000, max: 90_000 }),
        fc.integer({ min: 1_000, max: 90_000 }),
        fc.integer({ min: 2, max: 200 }),
        fc.integer({ min: 1_000_000, max: 90_000_000 }),
        (spacing, lower, width, levels, investment) => {
          const document = { spacing, lower, upper: lower + width, levels, investment };
          const plan = planGrid(settingsOf(document, KRW), marketOf(KRW, '0'));
          if (!plan.ok) return;
          const { lines, sizes: lots } = plan.value;
          const scale = marketScale(KRW);
          expect(lines).toHaveLength(levels);
          lines.forEach((line, index) => {
            expect(line % tickAt(scale, line)).toBe(0);
            if (index > 0) expect(line).toBeGreaterThan(lines[index - 1]!);
          });
          const worth = lots.reduce((sum, size, cell) => sum + (size * lines[cell + 1]!) / 1e10, 0);
          expect(worth).toBeLessThanOrEqual(investment * (1 + 1e-12));
          lots.forEach((size, cell) => {
            expect(size).toBeGreaterThanOrEqual(leastLots(scale, lines[cell] as Price));
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
