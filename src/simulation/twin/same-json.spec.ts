import fc from 'fast-check';
import { sameJson } from './same-json.js';

/** As a column would have it, its members in one order. */
const written = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

const value = fc.letrec<{ readonly any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(null, true, '', 'a', 0, -0, 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY),
    fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(tie('any'), { nil: undefined }), { maxKeys: 3 }),
  ),
})).any;

describe('two values', () => {
  test('are the same exactly when they are once they are written down', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(sameJson(left, right)).toBe(written(left) === written(right));
      }),
      { numRuns: 2_000 },
    );
  });

  test('are the same as what is read back of them', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(sameJson(one, JSON.parse(JSON.stringify(one)))).toBe(true);
      }),
    );
  });
});
