import fc from 'fast-check';
import { PriceRange } from './price-range.js';

type Step =
  | { readonly kind: 'begin' | 'end'; readonly pick: number }
  | { readonly kind: 'see'; readonly price: number };

describe('the range of prices', () => {
  it('is for everyone who asks what a list of all prices since then says', () => {
    const step = fc.oneof<fc.Arbitrary<Step>[]>(
      fc.record({ kind: fc.constantFrom('begin', 'end'), pick: fc.nat(20) }),
      fc.record({ kind: fc.constant('see'), price: fc.integer({ min: 1, max: 1_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const range = new PriceRange();
        const open: { readonly id: number; readonly seen: number[] }[] = [];
        for (const step of steps) {
          if (step.kind === 'begin') open.push({ id: range.begin(), seen: [] });
          else if (step.kind === 'see') {
            range.see(step.price, step.price);
            for (const { seen } of open) seen.push(step.price);
          } else if (open.length > 0) range.end(open.splice(step.pick % open.length, 1)[0]!.id);
          for (const { id, seen } of open)
            expect(range.since(id)).toEqual({
              low: Math.min(...seen, Infinity),
              high: Math.max(...seen, -Infinity),
            });
        }
      }),
    );
  });
});
