import fc from 'fast-check';
import { AdaptiveAverage } from './adaptive-average.js';
import { DynamicCentre } from './dynamic-centre.js';

/** A price that swings with a period of twenty candles on a slow rise. */
const swing = (index: number): number => 100 + index * 0.05 + 3 * Math.sin((2 * Math.PI * index) / 20);

const candles = (count: number): readonly [number, number, number][] =>
  Array.from({ length: count }, (_, index) => [swing(index) + 1, swing(index) - 1, swing(index)]);

/** FAMA over whole columns, as the formulas stand on the page: [k] is k closes ago, 0 before the first. */
function famaColumn(x: readonly number[]): readonly number[] {
  const columns = { smooth: [] as number[], det: [] as number[], q1: [] as number[], i1: [] as number[] };
  const ago = (column: readonly number[], i: number, k: number): number => column[i - k] ?? 0;
  const [i2, q2, re, im, period, phase, mama, fama] = Array.from({ length: 8 }, (): number[] => []) as [
    ...[number[], number[], number[], number[], number[], number[], number[], number[]],
  ];
  for (let i = 0; i < x.length; i += 1) {
    const stretch = 0.075 * ago(period, i, 1) + 0.54;
    const h = (y: readonly number[]): number =>
      (0.0962 * ago(y, i, 0) + 0.5769 * ago(y, i, 2) - 0.5769 * ago(y, i, 4) - 0.0962 * ago(y, i, 6)) *
      stretch;
    columns.smooth.push((4 * ago(x, i, 0) + 3 * ago(x, i, 1) + 2 * ago(x, i, 2) + ago(x, i, 3)) / 10);
    columns.det.push(h(columns.smooth));
    columns.q1.push(h(columns.det));
    columns.i1.push(ago(columns.det, i, 3));
    i2.push(0.2 * (columns.i1[i]! - h(columns.q1)) + 0.8 * ago(i2, i, 1));
    q2.push(0.2 * (columns.q1[i]! + h(columns.i1)) + 0.8 * ago(q2, i, 1));
    re.push(0.2 * (i2[i]! * ago(i2, i, 1) + q2[i]! * ago(q2, i, 1)) + 0.8 * ago(re, i, 1));
    im.push(0.2 * (i2[i]! * ago(q2, i, 1) - q2[i]! * ago(i2, i, 1)) + 0.8 * ago(im, i, 1));
    let p = ago(period, i, 1);
    if (re[i] !== 0 && im[i] !== 0) p = (2 * Math.PI) / Math.atan(im[i]! / re[i]!);
    p = Math.max(Math.min(p, 1.5 * ago(period, i, 1)), 0.67 * ago(period, i, 1));
    p = Math.max(Math.min(p, 50), 6);
    period.push(0.2 * p + 0.8 * ago(period, i, 1));
    const i1 = columns.i1[i]!;
    phase.push(i1 === 0 ? ago(phase, i, 1) : (Math.atan(columns.q1[i]! / i1) * 180) / Math.PI);
    const alpha = Math.max(0.05, 0.5 / Math.max(1, ago(phase, i, 1) - phase[i]!));
    mama.push(alpha * x[i]! + (1 - alpha) * (mama[i - 1] ?? x[0]!));
    fama.push(0.5 * alpha * mama[i]! + (1 - 0.5 * alpha) * (fama[i - 1] ?? x[0]!));
  }
  return fama;
}

describe('the centre of dynamic lines', () => {
  it('FAMA is what its formulas give over whole columns', () => {
    const steps = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), {
      minLength: 60,
      maxLength: 200,
    });
    fc.assert(
      fc.property(steps, (moves) => {
        let price = 100;
        const closes = moves.map((move) => (price *= 1 + move));
        const average = new AdaptiveAverage();
        const column = famaColumn(closes);
        closes.forEach((close, index) => {
          const value = average.next(close);
          if (index >= 32) expect(Math.abs(value / column[index]! - 1)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('FAMA is there from the 33rd close on, the lines from the 37th candle on', () => {
    const average = new AdaptiveAverage();
    const first = Array.from({ length: 40 }, (_, index) => average.next(swing(index))).findIndex(
      (value) => !Number.isNaN(value),
    );
    expect(first).toBe(32);
    const centre = new DynamicCentre();
    const known = candles(40).findIndex((candle) => {
      centre.next(...candle);
      return !Number.isNaN(centre.values['dynamic.centre']);
    });
    expect(known).toBe(36);
  });

  it('of a price that never moves is that price, with the least range', () => {
    const centre = new DynamicCentre();
    for (let index = 0; index < 60; index += 1) centre.next(50, 50, 50);
    expect(centre.values['dynamic.centre']).toBeCloseTo(50, 12);
    expect(centre.values['dynamic.range']).toBeCloseTo(0.2, 12);
  });

  it('follows the price, more slowly than it moves', () => {
    const average = new AdaptiveAverage();
    for (let index = 0; index < 400; index += 1) average.next(swing(index));
    expect(Math.abs(average.value - swing(399))).toBeLessThan(6);
    const before = average.value;
    average.next(200);
    expect(average.value - before).toBeGreaterThan(0);
    expect(average.value - before).toBeLessThan(30);
  });

  it('a snapshot at any candle continues bit for bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), (cut) => {
        const whole = new DynamicCentre();
        let parts = new DynamicCentre();
        for (const [index, candle] of candles(120).entries()) {
          if (index === cut)
            parts = DynamicCentre.restore(
              JSON.parse(JSON.stringify(parts.snapshot())) as ReturnType<DynamicCentre['snapshot']>,
            );
          whole.next(...candle);
          parts.next(...candle);
        }
        expect(parts.snapshot()).toEqual(whole.snapshot());
      }),
      { numRuns: 20 },
    );
  });

  it('an unusable price is refused and not remembered', () => {
    const average = new AdaptiveAverage();
    average.next(100);
    const before = average.snapshot();
    expect(() => average.next(NaN)).toThrow(RangeError);
    expect(average.snapshot()).toEqual(before);
  });
});
