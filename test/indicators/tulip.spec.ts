import { Adx, adx, atr, bollinger, Ema, rsi, sma } from '../../src/shared/pure/indicators/index.js';
import { describeWithRecordings } from '../kit/recordings.js';
import { once, tulipBlocks, type Block } from './vectors.js';

const NO_ROUNDING = 1e-9;

/** The last values as many as the vector has, compared to its printed precision. */
function expectPrinted(block: Block, output: number, actual: Float64Array, skip = 0): void {
  const expected = block.arrays[output]!;
  const halfUnit = block.halfUnits[output]! + NO_ROUNDING;
  const offset = actual.length - expected.length;
  expect(expected.length).toBeGreaterThan(skip);
  for (let i = skip; i < expected.length; i += 1) {
    expect(Math.abs(actual[offset + i]! - expected[i]!)).toBeLessThanOrEqual(halfUnit);
  }
}

describeWithRecordings.each(['untest.txt', 'atoz.txt'])('Tulip Indicators, %s', (file) => {
  const blocks = once(() => tulipBlocks(file));
  const block = (name: string): Block => blocks().find((candidate) => candidate.name === name)!;

  it('rsi agrees to its printed precision', () => {
    const it = block('rsi');
    expectPrinted(it, 1, rsi(it.arrays[0]!, it.options[0]!));
    expect(rsi(it.arrays[0]!, it.options[0]!).findIndex((value) => !Number.isNaN(value))).toBe(it.options[0]);
  });

  it('sma agrees to its printed precision', () => {
    const it = block('sma');
    expectPrinted(it, 1, sma(it.arrays[0]!, it.options[0]!));
  });

  it('bbands agrees to its printed precision', () => {
    const it = block('bbands');
    const { lower, middle, upper } = bollinger(it.arrays[0]!, it.options[0]!, it.options[1]!);
    expectPrinted(it, 1, lower);
    expectPrinted(it, 2, middle);
    expectPrinted(it, 3, upper);
  });

  it('stddev agrees to its printed precision', () => {
    const it = block('stddev');
    const { upper, middle } = bollinger(it.arrays[0]!, it.options[0]!, 1);
    expectPrinted(
      it,
      1,
      upper.map((value, i) => value - middle[i]!),
    );
  });

  it('ema agrees to its printed precision from its own seed, the first close, on', () => {
    const { arrays, halfUnits, options } = block('ema');
    const ema = Ema.restore({ length: options[0]!, seen: options[0]!, average: arrays[0]![0]! });
    arrays[0]!.forEach((close, i) => {
      expect(Math.abs(ema.next(close) - arrays[1]![i]!)).toBeLessThanOrEqual(halfUnits[1]! + NO_ROUNDING);
    });
  });

  it('tr and atr agree to their printed precision when the first candle too has a range, its own', () => {
    for (const name of ['tr', 'atr']) {
      const it = block(name);
      const [high, low, close] = it.arrays.map(withFirstTwice);
      expectPrinted(it, 3, atr(high!, low!, close!, it.options[0] ?? 1));
    }
  });

  it('wilders agrees to its printed precision: it is the ATR of candles that reach from 0 to each value', () => {
    const it = block('wilders');
    const values = withFirstTwice(it.arrays[0]!);
    const zeros = new Float64Array(values.length);
    expectPrinted(it, 1, atr(values, zeros, zeros, it.options[0]!));
  });

  it('di and dx agree to their printed precision from the first candle whose sums decay on', () => {
    const di = block('di');
    const [high, low, close] = di.arrays;
    const { plusDi, minusDi } = adx(high!, low!, close!, di.options[0]!);
    expectPrinted(di, 3, plusDi, 1);
    expectPrinted(di, 4, minusDi, 1);
    const difference = plusDi.map((plus, i) => (100 * Math.abs(plus - minusDi[i]!)) / (plus + minusDi[i]!));
    expectPrinted(block('dx'), 2, difference, 1);
  });

  it('adx, whose first mean begins a candle earlier there, agrees from that mean on', () => {
    const { arrays, halfUnits, options } = block('adx');
    const [high, low, expected] = arrays;
    const length = options[0]!;
    const last = 2 * length - 2;
    const start = new Adx(length);
    for (let i = 0; i <= last; i += 1) start.next(high![i]!, low![i]!, low![i]!);
    const index = Adx.restore({ ...start.snapshot(), seen: 2 * length, average: expected![0]! });
    for (let i = last + 1; i < high!.length; i += 1) {
      const value = index.next(high![i]!, low![i]!, low![i]!);
      expect(Math.abs(value - expected![i - last]!)).toBeLessThanOrEqual(2 * halfUnits[2]! + NO_ROUNDING);
    }
    expect(expected).toHaveLength(high!.length - last);
  });
});

/** Tulip takes high - low for the range of the first candle: as if the candle before it had been the same. */
function withFirstTwice(column: Float64Array): Float64Array {
  return Float64Array.of(column[0]!, ...column);
}
