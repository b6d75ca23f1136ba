import fc from 'fast-check';
import { money } from '../../../../shared/pure/numbers/money.js';
import { GENERATED_EPOCH, nextGenerated, startGenerated, type GeneratedMarket } from './generated-market.js';
import { SeededRandom } from './random.js';

function walk(seed: number, rows: number) {
  let market = startGenerated(seed);
  return Array.from({ length: rows }, () => {
    const next = nextGenerated(market);
    market = next.market;
    return next.candle;
  });
}

describe('the simulated market', () => {
  test('a seed means one market, today and on any machine', () => {
    // These numbers are a promise: whoever changes the process makes every recorded run of it unrepeatable.
    expect(walk(20260101, 3)).toMatchInlineSnapshot(`
      [
        {
          "close": "59984.89",
          "high": "60000",
          "low": "59967.12",
          "open": "60000",
          "openTime": 1735689600000,
          "volume": "0.18628041",
        },
        {
          "close": "59950.09",
          "high": "59992.32",
          "low": "59950.09",
          "open": "59984.89",
          "openTime": 1735689660000,
          "volume": "0.37831179",
        },
        {
          "close": "59943.82",
          "high": "59963.24",
          "low": "59940.64",
          "open": "59950.09",
          "openTime": 1735689720000,
          "volume": "0.18528743",
        },
      ]
    `);
  });

  test('different seeds give different markets', () => {
    expect(walk(1, 5)).not.toEqual(walk(2, 5));
  });

  test('going on from a remembered state gives the same candles as never having stopped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), fc.nat(200), (seed, stop) => {
        let market = startGenerated(seed);
        for (let row = 0; row < stop; row += 1) market = nextGenerated(market).market;
        const remembered = JSON.parse(JSON.stringify(market)) as GeneratedMarket;
        expect(nextGenerated(remembered)).toEqual(nextGenerated(market));
      }),
      { numRuns: 50 },
    );
  });

  test('every candle is whole: low <= open, close <= high, prices > 0, one minute after the other', () => {
    const candles = walk(7, 5_000);
    candles.forEach((candle, row) => {
      const [open, high, low, close] = [
        money(candle.open),
        money(candle.high),
        money(candle.low),
        money(candle.close),
      ];
      expect(low > 0n && low <= open && low <= close && open <= high && close <= high).toBe(true);
      expect(candle.openTime).toBe(GENERATED_EPOCH + row * 60_000);
      if (row > 0) expect(candle.open).toBe(candles[row - 1]!.close);
    });
  });

  test('it has calm and wild hours', () => {
    const candles = walk(7, 20_000);
    const range = ({ high, low }: { high: string; low: string }): number => Number(high) / Number(low) - 1;
    const hours = Array.from({ length: 333 }, (_, hour) => candles.slice(hour * 60, hour * 60 + 60));
    const means = hours
      .map((hour) => hour.reduce((sum, candle) => sum + range(candle), 0) / 60)
      .sort((a, b) => a - b);
    expect(means.at(-10)! / means[10]!).toBeGreaterThan(2);
  });
});

describe('seeded randomness', () => {
  test('numbers lie in [0, 1) and use the whole range', () => {
    const random = SeededRandom.seeded(3);
    const draws = Array.from({ length: 10_000 }, () => random.next());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
  });

  test('normal deviates have mean 0 and deviation 1, nearly', () => {
    const random = SeededRandom.seeded(5);
    const draws = Array.from({ length: 10_000 }, () => random.normal());
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(variance - 1)).toBeLessThan(0.06);
  });

  test('seeds beyond 32 bits differ', () => {
    expect(SeededRandom.seeded(1).next()).not.toBe(SeededRandom.seeded(2 ** 32 + 1).next());
  });
});
