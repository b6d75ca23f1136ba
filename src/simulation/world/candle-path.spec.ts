import fc from 'fast-check';
import { startGenerated } from '../../modules/exchange/domain/index.js';
import { Draws } from '../kernel/draws.js';
import { ALL_FAULTS, Faults } from '../process/faults.js';
import { CandlePath } from './candle-path.js';

const UNIT = 10n ** 18n;
const prices = (seed: number, minutes: number, count = 60): readonly bigint[] => {
  const path = new CandlePath({ ...startGenerated(seed), regime: 2 }, minutes);
  return Array.from({ length: count }, () => path.next());
};

describe('prices along candles', () => {
  it('are the same for the same market, and others for another', () => {
    expect(prices(7, 15)).toEqual(prices(7, 15));
    expect(prices(7, 15)).not.toEqual(prices(8, 15));
  });

  it('begin about where every world begins, stay above nothing and lie on a tick', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.constantFrom(5, 15, 60), (seed, minutes) => {
        const path = prices(seed, minutes);
        expect(path[0]! > 80n * UNIT && path[0]! < 120n * UNIT).toBe(true);
        for (const price of path) expect(price > 0n && price % (UNIT / 100n) === 0n).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('each third of them is a close, and lies between the two ends before it', () => {
    const path = prices(3, 60);
    for (let at = 0; at + 2 < path.length; at += 3) {
      const ends = [path[at]!, path[at + 1]!].sort((left, right) => (left < right ? -1 : 1));
      expect(path[at + 2]! >= ends[0]! && path[at + 2]! <= ends[1]!).toBe(true);
    }
  });

  it('are those of some worlds and not of others', () => {
    const has = Array.from({ length: 60 }, (_, seed) => {
      const draws = new Draws(seed);
      return CandlePath.of('BTC/USDT:USDT', draws, new Faults(draws, ALL_FAULTS)) !== null;
    });
    expect(new Set(has).size).toBe(2);
  });
});
