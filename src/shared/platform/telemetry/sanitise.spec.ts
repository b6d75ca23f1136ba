import fc from 'fast-check';
import { sanitise, sanitiseText } from './sanitise.js';
import { registerSecret } from './secret-mask.js';
import { isSecretName } from './secret-names.js';

const CANARY = 'canary-4f9a1c77d2';

describe('sanitising', () => {
  it('masks members named like a secret at any depth, whatever they hold', () => {
    const value = {
      user: { apiKey: 'k1', 'X-API-KEY': ['k2'], nested: [{ refresh_token: { value: 'k3' } }] },
      headers: new Map<string, string>([['Set-Cookie', 'k4']]),
      otp: 123456,
      token: null,
      hasPassword: true,
    };
    const text = JSON.stringify(sanitise(value));
    for (const secret of ['k1', 'k2', 'k3', 'k4', '123456']) expect(text).not.toContain(secret);
    expect(sanitise(value)).toMatchObject({ token: null, hasPassword: true });
  });

  it.each([
    ['GET https://api.example.org/order?symbol=BTC&signature=0a1b2c3d4e5f', '0a1b2c3d4e5f'],
    ['{"apiKey": "abcdef123456"}', 'abcdef123456'],
    ['headers: X-MBX-APIKEY: abcdef123456', 'abcdef123456'],
    ['Authorization: Bearer abc.def.ghi-123', 'abc.def.ghi-123'],
    ['sent Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA'],
    ['postgresql://app:hunter2@db/app refused', 'hunter2'],
    ['OK-ACCESS-PASSPHRASE=abc123def', 'abc123def'],
  ])('masks what a text names as a secret: %s', (text, secret) => {
    expect(sanitiseText(text)).not.toContain(secret);
  });

  it('answers plain JSON for any value, and never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }),
        (value) => {
          expect(() => JSON.stringify(sanitise(value))).not.toThrow();
        },
      ),
    );
  });

  it('shows no registered secret wherever it hides', () => {
    const forget = registerSecret(CANARY);
    fc.assert(
      fc.property(
        fc.object({ values: [fc.constant(CANARY), fc.string()], key: fc.constantFrom('a', CANARY) }),
        (value) => {
          const error = Object.assign(new Error(`failed with ${CANARY}`, { cause: value }), { value });
          expect(JSON.stringify(sanitise([value, error]))).not.toContain(CANARY.slice(0, 8));
        },
      ),
      { numRuns: 50 },
    );
    forget();
  });

  it('shows an error with its cause and fields, in its message and stack no secret', () => {
    const forget = registerSecret(CANARY);
    const cause = new TypeError(`inner ${CANARY}`);
    const shown = sanitise(Object.assign(new Error(`outer ${CANARY}`, { cause }), { code: 'EFAIL' }));
    expect(shown).toMatchObject({
      name: 'Error',
      message: 'outer [redacted]',
      code: 'EFAIL',
      cause: { name: 'TypeError', message: 'inner [redacted]' },
    });
    expect(JSON.stringify(shown)).not.toContain(CANARY);
    forget();
  });

  it('survives values that bite', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const throwing = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(sanitise(circular)).toEqual({ self: '[circular]' });
    expect(sanitise(throwing)).toBe('[unreadable]');
    expect(sanitise(Buffer.alloc(32))).toBe('[32 bytes]');
    expect(sanitise(new URL('https://u:p@example.org/path?key=1'))).toBe('https://example.org/path');
    expect(sanitise([10n, Symbol('s'), () => 1, Number.NaN])).toEqual([
      '10',
      '[symbol]',
      '[function]',
      'NaN',
    ]);
  });

  it('is bounded in depth, members and length', () => {
    let deep: unknown = 'end';
    for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
    expect(JSON.stringify(sanitise(deep))).toContain('[too deep]');
    expect(JSON.stringify(sanitise(Array.from({ length: 1e5 }, () => ({ a: [1] })))).length).toBeLessThan(
      50_000,
    );
    expect(sanitiseText('x'.repeat(1e6)).length).toBeLessThan(17_000);
  });

  it('reads hostile texts in linear time', () => {
    const hostile = [
      'token'.repeat(3_000),
      '://'.repeat(5_000),
      'Bearer '.repeat(2_000),
      `token=${' '.repeat(15_000)}`,
    ];
    const started = process.cpuUsage().user;
    for (const text of hostile) sanitiseText(text);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(300);
  });

  it('knows secret names in every spelling and leaves ordinary ones', () => {
    for (const name of [
      'api_key',
      'API-Key',
      'clientSecret',
      'refreshToken',
      'Set-Cookie',
      'walletPassphrase',
    ])
      expect(isSecretName(name)).toBe(true);
    for (const name of ['symbol', 'orderId', 'price', 'keyboard', 'passed'])
      expect(isSecretName(name)).toBe(false);
  });
});
