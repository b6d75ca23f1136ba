import fc from 'fast-check';
import { snapRatio } from '../../../../shared/pure/market/scale.js';
import { bettered, reachOf, scaleBy, slipped, snapTo } from './prices.js';
import { Desk, KRW, PERPETUAL } from './testing/desk.js';

const rulesOf = (options: ConstructorParameters<typeof Desk>[0]) => new Desk(options).book.rules;

describe('a price with slippage', () => {
  it('is against the trader twice: slippage, then the tick', () => {
    const rules = rulesOf({ slippageBps: '2' });
    // 100.05 x 1.0002 = 100.07001; x 0.9998 = 100.02999
    expect(slipped(rules, 10005, 'buy')).toBe(10010);
    expect(slipped(rules, 10005, 'sell')).toBe(10000);
  });

  it('that comes out even is not rounded any further', () => {
    const rules = rulesOf({ slippageBps: '100' });
    expect(slipped(rules, 10000, 'buy')).toBe(10100);
    expect(slipped(rules, 10000, 'sell')).toBe(9900);
  });

  it('takes fractions of a basis point', () => {
    const rules = rulesOf({ slippageBps: '12.5' });
    // 800 x 1.00125 = 801
    expect(slipped(rules, 80000, 'buy')).toBe(80100);
  });

  it('with plain numbers equals the exact fraction, on every band', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(PERPETUAL, KRW),
        fc.integer({ min: 1, max: 2 ** 45 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.boolean(),
        (instrument, price, numerator, up) => {
          const rules = rulesOf({ instrument });
          expect(scaleBy(rules, price, numerator, 10_000, up)).toBe(
            snapRatio(rules.scale, BigInt(price) * BigInt(numerator), 10_000n, up ? 'ceil' : 'floor'),
          );
        },
      ),
    );
  });

  it('snaps an integer to its band', () => {
    const rules = rulesOf({ instrument: KRW });
    expect(snapTo(rules, 100_250, 1, false)).toBe(100_000);
    expect(snapTo(rules, 100_250, 1, true)).toBe(100_500);
    expect(snapTo(rules, 99_990, 1, true)).toBe(100_000);
  });
});

describe('a limit order', () => {
  it('gets a better open, rounded against the trader, and never a worse price than its own', () => {
    const rules = rulesOf({});
    expect(bettered(rules, 9703, 'buy', 9800)).toBe(9710);
    expect(bettered(rules, 9795, 'buy', 9800)).toBe(9800);
    expect(bettered(rules, 9799, 'buy', 9790)).toBe(9790);
    expect(bettered(rules, 9907, 'sell', 9800)).toBe(9900);
    expect(bettered(rules, 9801, 'sell', 9810)).toBe(9810);
  });

  it('must be passed by one tick of its price where the rule says through', () => {
    expect(reachOf(rulesOf({ fillRule: 'through' }), 9800, 'buy')).toBe(9790);
    expect(reachOf(rulesOf({ fillRule: 'through' }), 9800, 'sell')).toBe(9810);
    expect(reachOf(rulesOf({ fillRule: 'touch' }), 9800, 'buy')).toBe(9800);
  });
});
