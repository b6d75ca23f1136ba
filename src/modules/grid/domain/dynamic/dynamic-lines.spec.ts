import fc from 'fast-check';
import { marketScale } from '../../../../shared/pure/market/scale.js';
import { KRW, SPOT } from '../testing/markets.js';
import { dynamicLines, lineOffsets } from './dynamic-lines.js';

const linesOf = (centre: number, range: number, levels: number): readonly number[] => {
  const lines = dynamicLines({ centre, range }, levels, marketScale(SPOT));
  return lines.ok ? lines.value : [];
};

describe('dynamic lines', () => {
  it('offsets are symmetric; only an odd number of lines has one at the centre', () => {
    expect(lineOffsets(5)).toEqual([2, 1, 0, -1, -2]);
    expect(lineOffsets(4)).toEqual([2, 1, -1, -2]);
    expect(lineOffsets(2)).toEqual([1, -1]);
  });

  it('a line is the mean of its percent line and its range line', () => {
    // Centre 1000, range 10: 1000 (1 - 0.006 k) and 1000 - 15 k, so 1000 - 10.5 k: steps of about 1 %.
    expect(linesOf(1_000, 10, 5)).toEqual([97_900, 98_950, 100_000, 101_050, 102_100]);
    expect(linesOf(1_000, 10, 4)).toEqual([97_900, 98_950, 101_050, 102_100]);
  });

  it('gaps are held within 0.4 % and 5 % for each offset, of the neighbour', () => {
    // A range of 200 asks for steps of 15.3 %: 5 % at the first, 10 % at the second, then its own distance again.
    expect(linesOf(1_000, 200, 5)).toEqual([85_500, 95_000, 100_000, 105_000, 115_500]);
    // No range at all leaves 0.3 % by percent: held at 0.4 % of the neighbour.
    expect(linesOf(1_000, 0, 5)).toEqual([99_202, 99_600, 100_000, 100_400, 100_802]);
  });

  it('no gap is larger than half', () => {
    const lines = linesOf(1_000, 20_000, 41);
    for (let index = 10; index < 20; index += 1)
      expect(lines[index - 1]! / lines[index]!).toBeGreaterThan(0.499);
    expect(lines[0]).toBeGreaterThan(0);
  });

  it('lines that share a tick are refused', () => {
    expect(dynamicLines({ centre: 0.5, range: 0.002 }, 5, marketScale(SPOT))).toMatchObject({
      ok: false,
      error: { code: 'levels-share-a-tick' },
    });
  });

  it('rise strictly and keep their gaps, whatever they are drawn from', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5_000, max: 5e7, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        fc.integer({ min: 2, max: 60 }),
        (centre, part, levels) => {
          const lines = dynamicLines({ centre, range: centre * part }, levels, marketScale(KRW));
          if (!lines.ok) return;
          expect(lines.value).toHaveLength(levels);
          lines.value.forEach((line, index) => {
            if (index > 0) expect(line).toBeGreaterThan(lines.value[index - 1]!);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
