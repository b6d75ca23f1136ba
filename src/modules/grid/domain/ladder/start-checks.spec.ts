import type { Refusal } from '../../../../shared/pure/refusal.js';
import { marketOf, PERPETUAL, SPOT } from '../testing/markets.js';
import { settingsOf } from '../testing/scripted-venue.js';
import { planGrid } from './ladder.js';
import { startRefusals, worstLiquidation, type StartFacts } from './start-checks.js';

const ONE_COIN = {
  spacing: 'arithmetic',
  lower: '100',
  upper: '120',
  levels: 3,
  investment: '230',
  amounts: ['110', '120'],
};

type Facts = Omit<StartFacts, 'price'> & { readonly price: number };

function check(document: object, facts: Facts, instrument = PERPETUAL): readonly Refusal[] {
  const market = marketOf(instrument);
  const settings = settingsOf({ ...ONE_COIN, ...document }, instrument);
  const plan = planGrid(settings, market);
  if (!plan.ok) throw new Error(plan.error[0]!.message);
  return startRefusals(settings, market, plan.value, facts as StartFacts);
}

const codes = (...args: Parameters<typeof check>): readonly string[] =>
  check(...args).map(({ code }) => code);

/** Isolated, leverage 10: two cells of 10 coins, cell 0 bought at 100, cell 1 at the start price of 108.5. */
const LEVERED = { mode: 'long', leverage: 10, marginMode: 'isolated' };

describe('what is asked before a start', () => {
  it('the investment must not exceed the free balance', () => {
    expect(codes({}, { price: 11_000, cash: '230' }, SPOT)).toEqual([]);
    expect(check({}, { price: 11_000, cash: '229.99' }, SPOT)).toMatchObject([
      { code: 'investment-above-balance', details: { investment: '230', cash: '229.99' } },
    ]);
  });

  it('the initial order with its fee must be affordable', () => {
    // One cell and all of the money, price just below the line: 1.00 x 119.9 + fee.
    const all = { lower: '60', upper: '120', levels: 2, amounts: ['120'], investment: '120' };
    expect(codes(all, { price: 9_000, cash: '120' }, SPOT)).toEqual([]);
    expect(check(all, { price: 9_000, cash: '90.08' }, SPOT)).toMatchObject([
      { code: 'investment-above-balance' },
      { code: 'initial-above-balance', details: { needed: '90.09', cash: '90.08' } },
    ]);
    expect(codes({ ...all, initialPosition: 'none' }, { price: 9_000, cash: '120' }, SPOT)).toEqual([]);
  });

  it('an isolated long is refused when its liquidation price lies inside the range', () => {
    // (100 + 108.5) / 2 x 0.9 / 0.995 = 94.3 lies below 100; with leverage 50 it is 102.7.
    expect(codes(LEVERED, { price: 1_085, cash: '10000' })).toEqual([]);
    const inside = check({ ...LEVERED, leverage: 50 }, { price: 1_085, cash: '10000' });
    expect(inside).toMatchObject([
      { code: 'liquidation-inside-range', details: { side: 'long', liquidation: '102.7', edge: '100' } },
    ]);
  });

  it('a liquidation price on the lowest line itself is refused', () => {
    // Cross: (v - cash) / (q (1 - m)) = 100 with v = 2085, q = 20, m = 0.005 gives cash = 95.
    const cross = { mode: 'long', leverage: 10, marginMode: 'cross', investment: '230' };
    expect(codes(cross, { price: 1_085, cash: '95' })).toContain('liquidation-inside-range');
    expect(codes(cross, { price: 1_085, cash: '95.01' })).not.toContain('liquidation-inside-range');
  });

  it('a short is measured against the highest line', () => {
    const short = { mode: 'short', leverage: 50, marginMode: 'isolated' };
    // From 115 line 1 waits: the lower cell is sold at 115, the upper at 120: 117.5 x 1.02 / 1.005 = 119.25.
    expect(check(short, { price: 1_150, cash: '10000' })).toMatchObject([
      { code: 'liquidation-inside-range', details: { side: 'short', edge: '120' } },
    ]);
    expect(codes({ ...short, leverage: 10 }, { price: 1_150, cash: '10000' })).toEqual([]);
  });

  it('a neutral grid is measured on both sides, a spot grid on none', () => {
    const market = marketOf(PERPETUAL);
    const settings = settingsOf(
      { ...ONE_COIN, mode: 'neutral', leverage: 3, marginMode: 'isolated' },
      PERPETUAL,
    );
    const plan = planGrid(settings, market);
    const facts = { price: 1_100, cash: '1000' } as unknown as StartFacts;
    const sides = plan.ok ? worstLiquidation(settings, market, plan.value, facts) : null;
    // Long: one cell at 100; (1 - 1/3) / 0.995. Short: one cell at 120; (1 + 1/3) / 1.005.
    const value = (side: 'long' | 'short'): number =>
      Number(sides![side]!.numerator) / Number(sides![side]!.denominator) / 10;
    expect(value('long')).toBeCloseTo((100 * (2 / 3)) / 0.995, 9);
    expect(value('short')).toBeCloseTo((120 * (4 / 3)) / 1.005, 9);
    expect(codes({ investment: '230' }, { price: 11_000, cash: '230' }, SPOT)).toEqual([]);
  });

  it('leverage 1 cannot liquidate an isolated long', () => {
    expect(codes({ mode: 'long', marginMode: 'isolated' }, { price: 1_085, cash: '230' })).toEqual([]);
  });

  it('the worst case inside the range must stay within the risk limit', () => {
    // Cell 0 bought at 100 loses nothing at 100, cell 1 bought at the start price of 108.5 loses 8.5.
    expect(codes({}, { price: 10_850, cash: '1000', maxLoss: '8.5' }, SPOT)).toEqual([]);
    expect(check({}, { price: 10_850, cash: '1000', maxLoss: '8.49' }, SPOT)).toMatchObject([
      { code: 'worst-case-above-limit', details: { worst: '8.5', maxLoss: '8.49' } },
    ]);
  });
});
