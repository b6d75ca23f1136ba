import fc from 'fast-check';
import { CannotOpen, open, rewrap, seal, type Belonging } from './envelope.js';
import { masterKeyOf, publicText, sealingKeyOf, type MasterKey } from './master-key.js';

const ringOf = (...keys: readonly MasterKey[]) => new Map(keys.map((key) => [key.id, key]));
const key = masterKeyOf('a master secret of the tests');
const other = masterKeyOf('another master secret of the tests');
const mine: Belonging = { userId: 'u-1', accountId: 'a-1', venue: 'okx', field: 'api-secret' };
const SECRET = 'mx0-canary-secret-of-an-exchange';

describe('a sealed secret', () => {
  it('is read by whom it belongs to, and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (secret) => {
        const blob = seal(key, mine, secret);
        expect(open(ringOf(key), mine, blob)).toBe(Buffer.from(secret, 'utf8').toString('utf8'));
        if (secret.length >= 8) expect(blob.includes(Buffer.from(secret, 'utf8'))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('is sealed by the public half alone, which opens nothing', () => {
    const half = sealingKeyOf(publicText(key.publicKey))!;
    expect(half.id).toBe(key.id);
    expect('privateKey' in half).toBe(false);
    expect(open(ringOf(key), mine, seal(half, mine, SECRET))).toBe(SECRET);
    expect(() => open(new Map(), mine, seal(half, mine, SECRET))).toThrow(CannotOpen);
  });

  it('does not open when any bit of it is another', () => {
    const blob = seal(key, mine, SECRET);
    for (let at = 0; at < blob.length; at += 1) {
      for (const bit of [1, 128]) {
        const changed = Buffer.from(blob);
        changed[at]! ^= bit;
        // The top bit of an X25519 key is ignored by its standard, but the header is authenticated as it is.
        expect(() => open(ringOf(key), mine, changed)).toThrow(CannotOpen);
      }
    }
  });

  it('does not open when it is cut, at any place', () => {
    const blob = seal(key, mine, SECRET);
    for (let length = 0; length < blob.length; length += 1)
      expect(() => open(ringOf(key), mine, blob.subarray(0, length))).toThrow(CannotOpen);
  });

  it('does not open in the row of another user, account, venue or field', () => {
    const blob = seal(key, mine, SECRET);
    for (const change of [{ userId: 'u-2' }, { accountId: 'a-2' }, { venue: 'upbit' }, { field: 'api-key' }])
      expect(() => open(ringOf(key), { ...mine, ...change }, blob)).toThrow(CannotOpen);
    // Parts that run together the same way are still other parts.
    const [left, right] = [
      { ...mine, userId: 'ab', accountId: 'c' },
      { ...mine, userId: 'a', accountId: 'bc' },
    ];
    expect(() => open(ringOf(key), right, seal(key, left, SECRET))).toThrow(CannotOpen);
  });

  it('does not open by another master key, and moves to one without being read', () => {
    const blob = seal(key, mine, SECRET);
    expect(() => open(ringOf(other), mine, blob)).toThrow(CannotOpen);
    const moved = rewrap(ringOf(key), other, blob);
    expect(open(ringOf(other), mine, moved)).toBe(SECRET);
    expect(() => open(ringOf(key), mine, moved)).toThrow(CannotOpen);
    expect(() => rewrap(ringOf(other), key, blob)).toThrow(CannotOpen);
  });

  it('never repeats a data key, a nonce or a one-time key', () => {
    const seen = new Set<string>();
    const rounds = 2_000;
    for (let round = 0; round < rounds; round += 1) {
      const blob = seal(key, mine, SECRET);
      seen.add(blob.subarray(9, 41).toString('hex')).add(blob.subarray(41, 89).toString('hex'));
      seen.add(blob.subarray(89, 101).toString('hex')).add(blob.subarray(101).toString('hex'));
    }
    expect(seen.size).toBe(4 * rounds);
  });
});

describe('a master key', () => {
  it('follows from its secret', () => {
    expect(masterKeyOf('a master secret of the tests').id).toBe(key.id);
    expect(other.id).not.toBe(key.id);
  });

  it('has a public half of 43 characters, and nothing else is one', () => {
    expect(publicText(key.publicKey)).toMatch(/^[\w-]{43}$/);
    expect(sealingKeyOf('too short')).toBeNull();
  });
});
