import { turnedLatch, turnedState, type BandState } from './band-rules.js';
import { Recent } from './recent.js';

interface Case {
  /** Widths, the newest last. */
  readonly widths: readonly number[];
  readonly place?: number;
  readonly latch?: boolean;
  readonly buzz?: number;
  readonly previousBuzz?: number;
  readonly low?: number;
}

/** Without anything said the widths are far from every threshold. */
function turned(
  state: BandState,
  { widths, place = 0.5, latch = true, buzz = 100, previousBuzz = 100, low = 0.1 }: Case,
): BandState {
  const recent = new Recent(100);
  for (const width of widths) recent.push(width);
  return turnedState(state, recent, place, latch, { buzz, previousBuzz, low });
}

describe('the rules of the band state', () => {
  const breakOut = { widths: [4, 4, 4, 6], buzz: 5, previousBuzz: 5 };

  test('a width that rises above the buzz breaks out to the side of the close', () => {
    expect(turned(0, { ...breakOut, place: 0.6 })).toBe(2);
    expect(turned(0, { ...breakOut, place: 0.4 })).toBe(-2);
    expect(turned(0, { ...breakOut, place: 0.5 })).toBe(0);
    expect(turned(0, { ...breakOut, place: NaN })).toBe(0);
  });

  test('it was not above the buzz of the candle before', () => {
    expect(turned(0, { ...breakOut, previousBuzz: 3.9, place: 0.6 })).toBe(0);
    expect(turned(0, { ...breakOut, previousBuzz: 4, place: 0.6 })).toBe(2);
    expect(turned(0, { ...breakOut, buzz: 6, place: 0.6 })).toBe(0);
    expect(turned(0, { ...breakOut, previousBuzz: NaN, place: 0.6 })).toBe(0);
  });

  test('a width below the squeeze is squeezed, whatever was before, while the latch is on', () => {
    const narrow = { widths: [4, 4, 4, 4], low: 2.9 };
    for (const state of [-2, 0, 2] as const) {
      expect(turned(state, narrow)).toBe(-1);
      expect(turned(state, { ...narrow, latch: false })).toBe(state);
    }
    expect(turned(0, { widths: [4, 4, 4, 4], low: 2.8 })).toBe(0);
  });

  test('a break-out that is squeezed at the same candle is squeezed', () => {
    expect(turned(0, { ...breakOut, place: 0.6, low: 7 })).toBe(-1);
  });

  test('up turns down when the close falls through, and down turns up', () => {
    expect(turned(2, { widths: [4, 4, 4, 4], place: 0.19 })).toBe(-2);
    expect(turned(2, { widths: [4, 4, 4, 4], place: 0.2 })).toBe(2);
    expect(turned(-2, { widths: [4, 4, 4, 4], place: 0.81 })).toBe(2);
    expect(turned(-2, { widths: [4, 4, 4, 4], place: 0.8 })).toBe(-2);
    expect(turned(2, { widths: [4, 4, 4, 4], place: NaN })).toBe(2);
  });

  test('it is over when the width is below each of the three before', () => {
    expect(turned(2, { widths: [5, 6, 5, 4] })).toBe(0);
    expect(turned(-2, { widths: [5, 6, 5, 4] })).toBe(0);
    expect(turned(2, { widths: [4, 6, 5, 4] })).toBe(2);
    expect(turned(2, { widths: [6, 5, 4] })).toBe(2);
  });

  test('a squeeze is over when the width rises above the low', () => {
    expect(turned(-1, { widths: [1, 1, 1, 2], low: 1.5, latch: false })).toBe(0);
    expect(turned(-1, { widths: [1, 1, 1, 1.5], low: 1.5, latch: false })).toBe(-1);
    expect(turned(-1, { widths: [1, 1, 2, 2], low: 1.5, latch: false })).toBe(-1);
  });

  test('a squeeze that has just begun may be over at the same candle', () => {
    expect(turned(0, { widths: [1, 1, 1, 2], low: 1.5 })).toBe(0);
    expect(turned(0, { widths: [3, 3, 3, 2], low: 1.5 })).toBe(-1);
  });
});

describe('the latch', () => {
  test('is on below the long squeeze, off above it, and stays at it or while there is no long width', () => {
    for (const latch of [true, false]) {
      expect(turnedLatch(latch, 1, 0.8)).toBe(true);
      expect(turnedLatch(latch, 1.2, 0.8)).toBe(false);
      expect(turnedLatch(latch, 0.8 / 0.7, 0.8)).toBe(latch);
      expect(turnedLatch(latch, NaN, 0.8)).toBe(latch);
      expect(turnedLatch(latch, 1, NaN)).toBe(latch);
    }
  });
});
