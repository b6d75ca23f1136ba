import fc from 'fast-check';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { candleMonths } from './candle-partitions.js';

const at = (text: string) => epochMs(Date.parse(text));

describe('months of candles', () => {
  test('an open time belongs to the month it lies in, by UTC, and the first instant of a month to that month', () => {
    const january = {
      partition: 'candle_2025_01',
      from: '2025-01-01T00:00:00.000Z',
      until: '2025-02-01T00:00:00.000Z',
    };
    expect(candleMonths(at('2025-01-31T23:59:59.999Z'), at('2025-01-31T23:59:59.999Z'))).toEqual([january]);
    expect(candleMonths(at('2025-01-01T00:00:00Z'), at('2025-01-01T00:00:00Z'))).toEqual([january]);
  });

  test('both ends count, and December is followed by January', () => {
    const months = candleMonths(at('2024-11-30T12:00:00Z'), at('2025-02-01T00:00:00Z'));
    expect(months.map(({ partition }) => partition)).toEqual([
      'candle_2024_11',
      'candle_2024_12',
      'candle_2025_01',
      'candle_2025_02',
    ]);
  });

  test('an empty range needs no month', () => {
    expect(candleMonths(at('2025-03-01T00:00:00Z'), at('2025-02-01T00:00:00Z'))).toEqual([]);
  });

  test('every range is covered without gaps or overlaps', () => {
    const time = fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 400 * 86_400_000 }), (start, length) => {
        const months = candleMonths(epochMs(start), epochMs(start + length));
        expect(Date.parse(months[0]!.from)).toBeLessThanOrEqual(start);
        expect(Date.parse(months.at(-1)!.until)).toBeGreaterThan(start + length);
        expect(Date.parse(months.at(-1)!.from)).toBeLessThanOrEqual(start + length);
        months.slice(1).forEach((each, i) => {
          expect(each.from).toBe(months[i]!.until);
        });
        expect(new Set(months.map(({ partition }) => partition)).size).toBe(months.length);
      }),
    );
  });
});
