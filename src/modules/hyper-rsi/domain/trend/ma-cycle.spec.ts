import { MaCycle } from './ma-cycle.js';

const after = (count: number, close: (index: number) => number): MaCycle => {
  const cycle = MaCycle.start();
  for (let i = 0; i < count; i += 1) cycle.next(close(i));
  return cycle;
};

describe('the order of the moving averages', () => {
  test('it is warm from the 120th candle', () => {
    expect(after(119, () => 100).warm).toBe(false);
    expect(after(120, () => 100).warm).toBe(true);
    expect(after(500, () => 100).warm).toBe(true);
  });

  test('rising prices are bull, falling ones bear, never both', () => {
    const rising = after(200, (i) => 100 + i);
    expect([rising.bull, rising.bear]).toEqual([true, false]);
    const falling = after(200, (i) => 1_000 - i);
    expect([falling.bull, falling.bear]).toEqual([false, true]);
  });

  test('bull is fast over mid over slow, or mid over fast over slow; bear is slow over mid over fast', () => {
    const cycle = MaCycle.start();
    const seen = new Set<string>();
    const wrong: string[] = [];
    for (let i = 0; i < 2_000; i += 1) {
      cycle.next(1_000 + 100 * Math.sin(i / 40) + 30 * Math.sin(i / 9));
      if (!cycle.warm) continue;
      const order = Object.entries(orders(cycle))
        .sort(([, a], [, b]) => b - a)
        .map(([name]) => name)
        .join(' ');
      seen.add(order);
      const [bull, bear] = [order.endsWith('slow'), order === 'slow mid fast'];
      if (cycle.bull !== bull || cycle.bear !== bear) wrong.push(`${i} ${order}`);
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBe(6);
  });

  test('before the seventh candle there is no order', () => {
    const cycle = after(6, (i) => 100 + i);
    expect([cycle.bull, cycle.bear]).toEqual([false, false]);
  });

  test.each([0, -1, NaN, Infinity, 1e101])('a close of %p is refused and not remembered', (close) => {
    const cycle = after(50, (i) => 100 + i);
    const before = cycle.snapshot();
    expect(() => cycle.next(close)).toThrow(RangeError);
    expect(cycle.snapshot()).toEqual(before);
  });
});

/** The smoothed averages, worked out again from the values that are remembered. */
function orders(cycle: MaCycle): Record<'fast' | 'mid' | 'slow', number> {
  const { fast, mid, slow } = cycle.snapshot();
  const smoothed = (recent: readonly number[]): number => {
    const weights = recent.map((_, age) => 1 / Math.sqrt(1 + age ** 2 / 900)).reverse();
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return recent.reduce((sum, value, i) => sum + value * weights[i]!, 0) / total;
  };
  return { fast: smoothed(fast.recent), mid: smoothed(mid.recent), slow: smoothed(slow.recent) };
}
