import fc from 'fast-check';
import { ENTRY_RULES } from './settings/hyper-rsi-settings.js';
import { hasSignal } from './signal.js';

const long = (rule: (typeof ENTRY_RULES)[number], p: number, c: number): boolean =>
  hasSignal({ rule, oversold: 30, overbought: 70 }, 'long', p, c);

describe('entry rules', () => {
  it.each<[(typeof ENTRY_RULES)[number], number, number, boolean]>([
    ['breakout', 30.1, 30, true],
    ['breakout', 30, 29, false],
    ['breakout', 40, 30.1, false],
    ['inflection', 29, 30.5, true],
    ['inflection', 29, 28, false],
    ['inflection', 30, 31, false],
    ['inflection', 29, 29, false],
    ['inflection-breakout', 29.9, 30, true],
    ['inflection-breakout', 30, 31, false],
    ['inflection-breakout', 28, 29, false],
    ['beyond', 50, 29.9, true],
    ['beyond', 20, 30, false],
  ])('%s from %d to %d: long is %p', (rule, p, c, expected) => {
    expect(long(rule, p, c)).toBe(expected);
  });

  it('a short is the mirror image of a long', () => {
    const rsi = fc.integer({ min: 0, max: 200 }).map((half) => half / 2);
    fc.assert(
      fc.property(fc.constantFrom(...ENTRY_RULES), rsi, rsi, (rule, p, c) => {
        const bounds = { rule, oversold: 30, overbought: 70 };
        expect(hasSignal(bounds, 'short', 100 - p, 100 - c)).toBe(hasSignal(bounds, 'long', p, c));
      }),
    );
  });
});
