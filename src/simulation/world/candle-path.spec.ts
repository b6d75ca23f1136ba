import fc from 'fast-check';
import { startGenerated } from '../../modules/exchange/domain/index.js';
import { Draws } from '../kernel/draws.js';
import { ALL_FAULTS, Faults } from '../process/faults.js';
import { CandlePath } from './candle-path.js';
import { barsOf } from './generated-bars.js';

const UNIT = 10n ** 18n;
const prices = (seed: number, minutes: number, count = 60): readonly bigint[] => {
  const path = new CandlePath(barsOf({ ...startGenerated(seed), regime: 2 }, minutes));
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

  it('that were recorded begin anywhere, go through the ends of each and go round, in every world that has them', () => {
    const recorded = {
      length: 3,
      open: Float64Array.of(500, 510, 490),
      high: Float64Array.of(520, 530, 505),
      low: Float64Array.of(495, 480, 485),
      close: Float64Array.of(510, 490, 500),
    };
    const begun = new Set<bigint>();
    for (let seed = 0; seed < 30; seed += 1) {
      const draws = new Draws(seed);
      const path = CandlePath.of('BTC/USDT:USDT', recorded, {
        draws,
        faults: new Faults(draws, ALL_FAULTS),
      })!;
      const round = Array.from({ length: 9 }, () => path.next());
      expect(Array.from({ length: 9 }, () => path.next())).toEqual(round);
      begun.add(round[0]!);
    }
    // 500: its low first, which is nearer; 510: its high; 490: its low.
    expect([...begun].sort()).toEqual([99n * UNIT, (10_392n * UNIT) / 100n, (9_897n * UNIT) / 100n].sort());
  });

  it('never fall to nothing', () => {
    const bar = { open: 1_000_000n, high: 1_000_000n, low: 1n, close: 1n };
    const path = new CandlePath(() => bar);
    expect([path.next(), path.next(), path.next()]).toEqual([100n * UNIT, UNIT / 100n, UNIT / 100n]);
  });

  it('are those of some worlds and not of others', () => {
    const has = Array.from({ length: 60 }, (_, seed) => {
      const draws = new Draws(seed);
      return CandlePath.of('BTC/USDT:USDT', null, { draws, faults: new Faults(draws, ALL_FAULTS) }) !== null;
    });
    expect(new Set(has).size).toBe(2);
  });
});
