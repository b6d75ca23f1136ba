import fc from 'fast-check';
import { jsonColumn } from './json-column.js';

const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify({ value }));

const anything = fc.anything({
  withDate: true,
  withSparseArray: true,
  withNullPrototype: true,
  maxDepth: 4,
});

describe('a value as a JSON column gives it back', () => {
  test('is what comes through text, whatever it was', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(jsonColumn({ value })).toStrictEqual(throughText(value));
      }),
    );
  });

  test('shares nothing with what was written', () => {
    const written = { state: { lines: ['100.5'] } };
    const read = jsonColumn(written);
    written.state.lines.push('101');
    expect(read).toEqual({ state: { lines: ['100.5'] } });
  });

  test('is refused where JSON refuses it', () => {
    expect(() => jsonColumn({ size: 1n })).toThrow(TypeError);
  });

  test('knows one zero, no number that is none, and no member that is not there', () => {
    const read = jsonColumn({ zero: -0, none: Number.NaN, gone: undefined, list: [undefined, () => 1] });
    expect(Object.is(read.zero, 0)).toBe(true);
    expect(read).toStrictEqual({ zero: 0, none: null, list: [null, null] });
  });
});
