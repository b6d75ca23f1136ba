import fc from 'fast-check';
import { walk } from '../testing/walk.js';
import { Band, type BandSnapshot } from './band.js';

const folded = (closes: Iterable<number>, band = new Band()): Band => {
  for (const close of closes) band.next(close);
  return band;
};
const reread = (band: Band): Band => new Band(JSON.parse(JSON.stringify(band.snapshot())) as BandSnapshot);

describe('the band state', () => {
  test('it is warm from the 114th candle', () => {
    const closes = walk(200);
    expect(folded(closes.subarray(0, 113)).warm).toBe(false);
    expect(folded(closes.subarray(0, 114)).warm).toBe(true);
  });

  test('of constant prices it is 0 and stays it, for ever', () => {
    const band = new Band();
    for (let i = 0; i < 500; i += 1) {
      band.next(0.1);
      expect(band.state).toBe(0);
    }
    expect(band.snapshot()).toMatchObject({ highs: [], lows: [], longLows: [], latch: true });
  });

  test('every state comes up in a market, the break-outs to both sides', () => {
    const counts = new Map<number, number>();
    const band = new Band();
    for (const close of walk(5_000)) {
      band.next(close);
      counts.set(band.state, (counts.get(band.state) ?? 0) + 1);
    }
    for (const state of [-2, -1, 0, 2]) expect(counts.get(state)).toBeGreaterThan(50);
  });

  test.each([
    [1, 2],
    [-1, -2],
  ])('a move of direction %p after a quiet while breaks out to %p', (direction, state) => {
    const before = walk(1_000, 7);
    const band = folded(before);
    let price = before.at(-1)!;
    for (let i = 0; i < 80; i += 1) band.next((price *= i % 2 === 0 ? 1.0001 : 0.9999));
    expect(band.state).toBe(-1);
    const states: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      band.next((price *= 1 + direction * 0.01));
      states.push(band.state);
    }
    expect(states).toContain(state);
    expect(states).not.toContain(-state);
  });

  test('fifty pivots of each kind are kept at most, and mean what is wide and what is narrow', () => {
    const { highs, lows, longLows, buzz, widths } = folded(walk(20_000)).snapshot();
    expect([highs.length, lows.length, longLows.length]).toEqual([50, 50, 50]);
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(buzz).toBeCloseTo(0.7 * mean(highs), 12);
    expect(mean(highs)).toBeGreaterThan(mean(lows));
    expect(widths).toHaveLength(100);
  });

  test('what was kept first is forgotten: two histories agree once fifty newer ones of each kind are kept', () => {
    const shared = walk(9_000, 3);
    const one = folded(shared, folded(walk(400, 5)));
    const other = folded(shared, folded(walk(700, 11)));
    const { latch: _, state: __, ...kept } = one.snapshot();
    expect(other.snapshot()).toMatchObject(kept);
  });

  test('cut anywhere and read back from JSON it goes on as if it had not been', () => {
    const closes = walk(700, 9);
    const whole = folded(closes).snapshot();
    fc.assert(
      fc.property(fc.nat(closes.length), (cut) => {
        const first = reread(folded(closes.subarray(0, cut)));
        expect(folded(closes.subarray(cut), first).snapshot()).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('a damaged snapshot is refused', () => {
    const sound = folded(walk(300)).snapshot();
    const damaged = [{ seen: 115 }, { state: 1 }, { buzz: NaN }, { closes: new Array<number>(61).fill(1) }];
    for (const part of damaged) expect(() => new Band({ ...sound, ...part })).toThrow(RangeError);
  });

  test.each([0, -1, NaN, Infinity])('a close of %p is refused and not remembered', (close) => {
    const band = folded(walk(50));
    const before = band.snapshot();
    expect(() => band.next(close)).toThrow(RangeError);
    expect(band.snapshot()).toEqual(before);
  });
});
