import { marketScale } from '../../../shared/pure/market/scale.js';
import { distance, moved, onTick } from './distance.js';
import { hyperRsiMarket } from './market.js';
import { PERPETUAL } from './testing/bot.js';

const market = hyperRsiMarket(marketScale(PERPETUAL, 3), { taker: '0.0005' });
const units = (price: number): bigint => BigInt(Math.round(price * 1000)) * 1_000_000_000n;
const price = (
  setting: Parameters<typeof distance>[0],
  direction: 1 | -1,
  atr: number | null = null,
  reference = 100,
): number | null =>
  onTick(
    market,
    moved(units(reference), distance(setting), direction, atr),
    direction > 0 ? 'ceil' : 'floor',
  );

describe('distances', () => {
  it('percent is of the reference', () => {
    expect(price({ unit: 'percent', value: '2.5' }, 1)).toBe(102_500);
    expect(price({ unit: 'percent', value: '2.5' }, -1)).toBe(97_500);
  });

  it('an amount is added as it is, and lands on the tick away from the market', () => {
    expect(price({ unit: 'amount', value: '1.2345' }, 1)).toBe(101_235);
    expect(price({ unit: 'amount', value: '1.2345' }, -1)).toBe(98_765);
  });

  it('an ATR is multiplied, and is at least 0.1 % of the reference', () => {
    expect(price({ unit: 'atr', value: '2' }, 1, 1.5)).toBe(103_000);
    expect(price({ unit: 'atr', value: '2' }, 1, 0.01)).toBe(100_200);
    expect(price({ unit: 'atr', value: '2' }, -1, null)).toBe(99_800);
  });

  it('an ATR is rounded half up to 8 decimals before it is multiplied', () => {
    const up = moved(units(100), distance({ unit: 'atr', value: '1' }), 1, 1.234567895);
    const exact = (up.numerator * 100_000_000n) / up.divisor;
    expect(exact % 10n ** 12n).toBe(0n);
    expect(exact / 10n ** 12n).toBe(BigInt((1.234567895).toFixed(8).replace('.', '')) + 10_000_000_000n);
  });

  it('a price that is not above zero cannot be placed', () => {
    expect(price({ unit: 'percent', value: '100' }, -1)).toBeNull();
    expect(price({ unit: 'amount', value: '99.9999' }, -1)).toBeNull();
    expect(price({ unit: 'amount', value: '500' }, -1)).toBeNull();
  });
});

describe('market', () => {
  it('refuses a rate that is no number and prices finer than an average', () => {
    const scale = marketScale(PERPETUAL, 3);
    expect(() => hyperRsiMarket(scale, { taker: '5 bps' })).toThrow('not a rate');
    expect(() => hyperRsiMarket(marketScale(PERPETUAL, 13), { taker: '0' })).toThrow('more than 12 decimals');
  });
});
