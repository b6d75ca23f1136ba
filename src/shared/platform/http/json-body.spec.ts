import fc from 'fast-check';
import { MAX_BODY_DEPTH, parseJsonBody } from './json-body.js';

const parse = (text: string) => parseJsonBody(Buffer.from(text));
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a JSON body', () => {
  it('is read as JSON.parse reads it, when nothing in it is dangerous', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(text) && !/-0(?![.\d])/.test(text));
        fc.pre(!/\\u(?:0000|d[89a-f])/i.test(text));
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('is refused or read for any bytes, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(() => parseJsonBody(bytes)).not.toThrow();
      }),
    );
  });

  it('may be nested to the limit and no deeper', () => {
    expect(parse(nested(MAX_BODY_DEPTH)).ok).toBe(true);
    expect(parse(nested(MAX_BODY_DEPTH + 1))).toMatchObject({ ok: false, error: { code: 'body-too-deep' } });
    expect(parse(nested(100_000))).toMatchObject({ ok: false, error: { code: 'body-too-deep' } });
  });

  it.each(['1e400', '-1e400', '-0', '-0.0', '[1,[-0e5]]'])('may not hold the number %s', (text) => {
    expect(parse(text)).toMatchObject({ ok: false, error: { code: 'number-out-of-range' } });
  });

  it.each(['"a\\u0000"', '"\\ud800"', '[{"a":["\\udfff"]}]', '{"a\\u0000":1}'])(
    'may not hold a text that no database takes: %s',
    (text) => {
      expect(parse(text)).toMatchObject({ ok: false, error: { code: 'unstorable-text' } });
    },
  );

  it('that is empty is no body', () => {
    expect(parse('')).toEqual({ ok: true, value: undefined });
  });
});
