import { type BandFacts, bandStates, nextBandState } from './band-states.js';

const times = (count: number, close: number): readonly number[] => Array.from({ length: count }, () => close);

/** BBW after the k-th close at 250 behind closes at 100. */
const bbwOfJump = (k: number): number => (30 * Math.sqrt(k * (15 - k))) / (10 + k);

/** Closes whose growth per candle is smallest at candle 200; their BBW and BBW2 each have one lowest point. */
function slowingAndQuickening(unit: number): readonly number[] {
  const closes = [100];
  for (let index = 1; index < 320; index++) {
    closes.push(closes.at(-1)! * (1 + unit * (25 + Math.abs(index - 200))));
  }
  return closes;
}

describe('rule 5 of the band state oracle', () => {
  const quiet: BandFacts = {
    bbw: 3,
    bbr: 0.5,
    previousBbws: [3, 3, 3],
    buzz: 4,
    previousBuzz: 4,
    low: 1,
    squeeze: 2,
    latch: false,
  };
  const buzzing: BandFacts = { ...quiet, bbw: 5 };

  it('leaves every state but -1 as it is while nothing happens, and -1 too while BBW does not grow', () => {
    for (const state of [-2, -1, 0, 2] as const) expect(nextBandState(state, quiet)).toBe(state);
  });

  it('makes +2 in the upper and -2 in the lower half when BBW crosses the buzz', () => {
    expect(nextBandState(0, { ...buzzing, bbr: 0.51 })).toBe(2);
    expect(nextBandState(0, { ...buzzing, bbr: 0.49 })).toBe(-2);
    expect(nextBandState(0, { ...buzzing, bbr: 0.5 })).toBe(0);
    expect(nextBandState(0, { ...buzzing, bbr: NaN })).toBe(0);
  });

  it('takes BBW at the buzz of its own candle as not yet crossed', () => {
    expect(nextBandState(0, { ...buzzing, bbr: 1, previousBbws: [4, 3, 3] })).toBe(2);
    expect(nextBandState(0, { ...buzzing, bbr: 1, previousBbws: [4.1, 3, 3] })).toBe(0);
    expect(nextBandState(0, { ...buzzing, bbr: 1, bbw: 4 })).toBe(0);
    expect(nextBandState(0, { ...buzzing, bbr: 1, previousBbws: [NaN, NaN, NaN], previousBuzz: NaN })).toBe(
      0,
    );
  });

  it('makes -1 of anything below the squeeze while the latch holds', () => {
    const squeezed = { ...quiet, bbw: 1.9 };
    for (const state of [-2, -1, 0, 2] as const) {
      expect(nextBandState(state, { ...squeezed, latch: true })).toBe(-1);
    }
    expect(nextBandState(0, squeezed)).toBe(0);
    expect(nextBandState(0, { ...squeezed, bbw: 2, latch: true })).toBe(0);
  });

  it('turns +2 near the lower and -2 near the upper band', () => {
    expect(nextBandState(2, { ...quiet, bbr: 0.19 })).toBe(-2);
    expect(nextBandState(2, { ...quiet, bbr: 0.2 })).toBe(2);
    expect(nextBandState(-2, { ...quiet, bbr: 0.81 })).toBe(2);
    expect(nextBandState(-2, { ...quiet, bbr: 0.8 })).toBe(-2);
  });

  it('ends +2 and -2 when BBW falls below each of the three before, which must exist', () => {
    expect(nextBandState(2, { ...quiet, previousBbws: [3.1, 3.2, 3.3] })).toBe(0);
    expect(nextBandState(-2, { ...quiet, previousBbws: [3.1, 3.2, 3.3] })).toBe(0);
    expect(nextBandState(2, { ...quiet, previousBbws: [3.1, 3.2, 3] })).toBe(2);
    expect(nextBandState(2, { ...quiet, previousBbws: [3.1, 3.2, NaN] })).toBe(2);
  });

  it('ends -1 when BBW grows above the low, even at the candle that made it', () => {
    const growing = { ...quiet, bbw: 1.5, previousBbws: [1.4, 1.4, 1.4] };
    expect(nextBandState(-1, growing)).toBe(0);
    expect(nextBandState(2, { ...growing, latch: true })).toBe(0);
    expect(nextBandState(-1, { ...growing, low: 1.5 })).toBe(-1);
    expect(nextBandState(-1, { ...growing, previousBbws: [1.5, 1.4, 1.4] })).toBe(-1);
  });
});

describe('the band state oracle', () => {
  it('has a state from the 15th candle and is warm from the 114th', () => {
    const states = bandStates(times(120, 100));
    expect(states.findIndex((state) => state !== null)).toBe(14);
    expect(states.findIndex((state) => state?.warm)).toBe(113);
    expect(states.findIndex((state) => !Number.isNaN(state?.meanBbw ?? NaN))).toBe(113);
    expect(states.findIndex((state) => !Number.isNaN(state?.bbw2 ?? NaN))).toBe(59);
  });

  it('stays 0 while the closes are equal: a BBW of 0 is below no squeeze', () => {
    for (const state of bandStates(times(200, 0.1)).slice(14)) {
      expect(state).toMatchObject({ bbw: 0, state: 0, latch: true, buzz: 3.5, squeeze: 0, keptLows: 0 });
    }
  });

  it('goes +2 at a jump from 100 to 250, 0 at the sixth close there and -1 at the thirteenth', () => {
    const closes = [...times(20, 100), ...times(14, 250)];
    const states = bandStates(closes);
    const afterJump = states.slice(20).map((state) => state!.state);
    expect(afterJump).toEqual([2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, -1, -1]);
    states.slice(20).forEach((state, index) => expect(state!.bbw).toBeCloseTo(bbwOfJump(index + 1), 12));
    expect(states[20]!.buzz).toBeCloseTo(0.7 * bbwOfJump(1), 12);
    expect(states[32]!.squeeze).toBeCloseTo(5 / 0.7, 12);
  });

  it('passes -2 and -1 to end at 0 within the candle of a fall from 100 to 20', () => {
    // BBW = 6.32 is above the buzz, below the squeeze of 5 / 0.7, above the low of 5 and above the BBW of 0 before.
    const state = bandStates([...times(20, 100), 20])[20]!;
    expect(state.bbw).toBeCloseTo((10 * 3 * 80 * Math.sqrt(14)) / 15 / (1420 / 15), 12);
    expect(state).toMatchObject({ state: 0, low: 5, latch: true });
  });

  it('turns from +2 to -2 when the close after the jump falls through the lower band', () => {
    const states = bandStates([...times(20, 100), 250, 1]);
    expect(states.slice(20).map((state) => state!.state)).toEqual([2, -2]);
  });

  it('keeps the highest BBW of a jump ten candles later, when the mean BBW of that candle exists', () => {
    const peak = bbwOfJump(4);
    const late = bandStates([...times(110, 100), ...times(15, 250)]);
    expect(late.slice(110).map((state) => state!.keptHighs)).toEqual([...times(13, 0), 1, 1]);
    expect(late[123]!.buzz).toBeCloseTo(0.7 * peak, 12);
    const early = bandStates([...times(60, 100), ...times(15, 250)]);
    expect(early.at(-1)!.keptHighs).toBe(0);
  });

  it('keeps the lowest BBW ten candles later, and that of BBW2 where BBW2 stands below 1', () => {
    const states = bandStates(slowingAndQuickening(0.00001));
    const bbws = states.map((state) => state?.bbw ?? NaN).filter((value) => !Number.isNaN(value));
    const bbw2s = states.map((state) => state?.bbw2 ?? NaN).filter((value) => !Number.isNaN(value));
    const lowest = states.findIndex((state) => state?.bbw === Math.min(...bbws));
    const lowest2 = states.findIndex((state) => state?.bbw2 === Math.min(...bbw2s));
    expect(states.findIndex((state) => state?.keptLows === 1)).toBe(lowest + 10);
    expect(states.findIndex((state) => state?.keptLows2 === 1)).toBe(lowest2 + 10);
    expect(states.at(-1)).toMatchObject({ keptLows: 1, keptLows2: 1, low: Math.min(...bbws) });
    expect(states.at(-1)!.squeeze2).toBeCloseTo(Math.min(...bbw2s) / 0.7, 12);
  });

  it('does not keep a lowest BBW2 where BBW2 stands above 1', () => {
    const states = bandStates(slowingAndQuickening(0.0001));
    expect(states.at(-1)).toMatchObject({ keptLows: 1, keptLows2: 0 });
  });

  it('opens the latch while BBW2 stands above the squeeze of the kept lows', () => {
    const states = bandStates(slowingAndQuickening(0.00001));
    const kept = states.findIndex((state) => state?.keptLows2 === 1);
    expect(states[kept]!.latch).toBe(true);
    expect(states.at(-1)!.bbw2).toBeGreaterThan(states.at(-1)!.squeeze2);
    expect(states.at(-1)!.latch).toBe(false);
  });
});
