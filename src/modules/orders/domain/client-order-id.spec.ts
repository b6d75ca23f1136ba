import fc from 'fast-check';
import { decodeClientOrderId, encodeClientOrderId, hashedPart } from './client-order-id.js';

const incarnation = fc.stringMatching(/^[0-9a-z]{3}$/);
const digest = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const attempt = fc.integer({ min: 1, max: 1295 });
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

describe('client order ids', () => {
  test('are 24 digits and lower-case letters that begin with a letter, which every venue takes', () => {
    fc.assert(
      fc.property(incarnation, digest, attempt, (...parts) => {
        expect(encodeClientOrderId(...parts)).toMatch(/^tb[0-9a-z]{22}$/);
      }),
    );
  });

  test('say again from which installation they are and which attempt they count', () => {
    fc.assert(
      fc.property(incarnation, digest, attempt, (...parts) => {
        expect(decodeClientOrderId(encodeClientOrderId(...parts))).toEqual({
          incarnation: parts[0],
          attempt: parts[2],
        });
      }),
    );
  });

  test('have one written form: 16 digits of the hash in base 36, two of the attempt, one to check', () => {
    expect(encodeClientOrderId('0a9', 36n ** 16n + 35n, 37)).toBe('tb0a9000000000000000z118');
  });

  test('are not mistaken when one character is wrong', () => {
    fc.assert(
      fc.property(incarnation, digest, attempt, fc.nat(23), fc.nat(35), (inc, hash, count, at, other) => {
        const id = encodeClientOrderId(inc, hash, count);
        const wrong = `${id.slice(0, at)}${DIGITS[other]}${id.slice(at + 1)}`;
        expect(decodeClientOrderId(wrong) === null).toBe(wrong !== id);
      }),
    );
  });

  test('of others are not ours', () => {
    for (const text of ['', 'x-HNA2TXFJabc123', 'tb', 'TB0A9000000000000000Z118', 'autoclose-1700000000000'])
      expect(decodeClientOrderId(text)).toBeNull();
  });

  test('hash every attempt of one order the same and different orders differently', () => {
    const name = { owner: 'i-1', cycle: 3, leg: 'stop-4', attempt: 1 };
    expect(hashedPart({ ...name, attempt: 2 })).toBe(hashedPart(name));
    expect(hashedPart({ ...name, owner: 'i-1,3', cycle: 0 })).not.toBe(hashedPart(name));
    expect(hashedPart({ ...name, leg: 'stop-5' })).not.toBe(hashedPart(name));
  });

  test.each([0, 1.5, 1296, -1])('cannot count the attempt %p', (count) => {
    expect(() => encodeClientOrderId('abc', 1n, count)).toThrow(RangeError);
  });

  test('need an incarnation of three characters', () => {
    expect(() => encodeClientOrderId('ab', 1n, 1)).toThrow(RangeError);
  });
});
