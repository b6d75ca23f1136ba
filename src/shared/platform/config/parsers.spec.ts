import fc from 'fast-check';
import { decimal, integer, someOf } from './parsers.js';

describe('parsers of the environment', () => {
  it('read exactly the whole numbers of their range', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), (value) => {
        expect(integer(0, 500).read(String(value))).toBe(value >= 0 && value <= 500 ? value : undefined);
      }),
    );
  });

  it('read no text as a number that is not written as one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = decimal(0, 1e9).read(text);
        if (value !== undefined) expect(text).toMatch(/^\d+(\.\d+)?$/);
      }),
    );
    for (const text of ['', ' ', '1e3', '1_000', '.5', '5.', '-0', '٣', 'Infinity', '0x1'])
      expect(decimal(0, 1e9).read(text)).toBeUndefined();
  });

  it('read every choice of several once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c'] as const, { minLength: 1 }), (chosen) => {
        expect(someOf(['a', 'b', 'c']).read(chosen.join(','))).toEqual([...chosen].sort());
        expect(someOf(['a', 'b', 'c']).read([...chosen, chosen[0]].join(','))).toBeUndefined();
      }),
    );
  });
});
