const MINUTE = 60_000;

/** Scripts of the page are plain JavaScript. */
const viewerPart = (path: string): Promise<any> => import(path);

describe('candles on a chart', () => {
  let bars: any;
  beforeAll(async () => {
    bars = await viewerPart('./bars.js');
  });

  test.each([
    [15 * MINUTE, 15 * MINUTE * 100, 1_000, 1],
    [15 * MINUTE, 30 * 1_440 * MINUTE, 1_000, 16],
    [15 * MINUTE, 365 * 1_440 * MINUTE, 1_000, 192],
    [15 * MINUTE, 3_650 * 1_440 * MINUTE, 400, 96 * 32],
    [7 * MINUTE, 7 * MINUTE * 10, 1_000, 1],
    [7 * MINUTE, 7 * MINUTE * 1_000, 1_000, 4],
    [2_880 * MINUTE, 2_880 * MINUTE * 1_000, 1_000, 4],
    [15 * MINUTE, 15 * MINUTE * 100, 0, 480],
  ])('bars of %d ms, %d ms of them on %d pixels, are drawn %d together', (barMs, shown, pixels, size) => {
    const drawn = bars.groupSize(barMs, shown, pixels);
    if (pixels > 0) expect(drawn).toBe(size);
    else expect(Number.isFinite(drawn)).toBe(true);
  });

  test('a rolled-up bar has the first open, the extremes and the last close', () => {
    const price = {
      barMs: MINUTE,
      at: [0, MINUTE, 2 * MINUTE, 4 * MINUTE],
      open: [1, 2, 3, 5],
      high: [4, 3, 9, 6],
      low: [1, 0.5, 3, 4],
      close: [2, 3, 8, 5],
    };
    const seen: number[][] = [];
    bars.rollUp(price, 2, 0, 10 * MINUTE, (...bar: number[]) => seen.push(bar));
    expect(seen).toEqual([
      [0, 1, 4, 0.5, 3],
      [2 * MINUTE, 3, 9, 3, 8],
      [4 * MINUTE, 5, 6, 4, 5],
    ]);
  });

  test('the first value that is not below another is found by halves', () => {
    const values = [1, 3, 3, 7];
    expect([0, 1, 2, 3, 8].map((value) => bars.firstAtLeast(values, value))).toEqual([0, 0, 1, 1, 4]);
  });
});
