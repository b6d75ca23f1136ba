import { bollinger } from '../../src/shared/pure/indicators/index.js';
import { describeWithRecordings } from '../kit/recordings.js';
import { compare, jsonOf, once } from './vectors.js';

interface Bands {
  readonly prices: readonly number[];
  readonly upper: readonly (number | null)[];
  readonly middle: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
}

/** Printed with 12 decimals. The other files of that library hold candles without values of these indicators. */
const PRINTED = { absolute: 0.5e-12 + 1e-13 };

describeWithRecordings('Bollinger bands of trading-signals', () => {
  const bands = once(() => jsonOf('indicators', 'trading-signals', 'BB_data.json') as Bands);

  it.each(['upper', 'middle', 'lower'] as const)('%s agrees to its printed precision', (band) => {
    const { prices, [band]: printed } = bands();
    const actual = bollinger(Float64Array.from(prices), 20, 2);
    const expected = Float64Array.from(printed, (value) => value ?? NaN);
    expect(compare(actual[band], expected, PRINTED)).toBe(prices.length - 19);
  });
});
