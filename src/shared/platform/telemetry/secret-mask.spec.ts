import fc from 'fast-check';
import { maskSecrets, REDACTED, registerPersonsSecret, SecretMask } from './secret-mask.js';
import { secretForms } from './secret-forms.js';

const secretText = fc.string({ unit: 'binary', minLength: 8, maxLength: 200 });

const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => Buffer.from(text).toString('hex'),
  (text) => Buffer.from(text).toString('hex').toUpperCase(),
  (text) => encodeURIComponent(text),
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(JSON.stringify(text)),
];

describe('the mask of secrets', () => {
  it('leaves no encoding of a secret in a text, nor its first eight characters', () => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const mask = new SecretMask();
        mask.add(secret);
        for (const encode of encodings) {
          const masked = mask.mask(before + encode(secret) + after);
          expect(masked).toContain(REDACTED);
          expect(masked.includes(secret.slice(0, 8))).toBe(false);
        }
      }),
    );
  });

  it('finds a secret inside a longer base64 text at every offset', () => {
    const secret = 'correct-horse-battery';
    const mask = new SecretMask();
    mask.add(secret);
    for (let offset = 0; offset < 6; offset += 1) {
      const text = Buffer.from(`${'u'.repeat(offset)}${secret}:more`).toString('base64');
      const masked = mask.mask(`Basic ${text}`);
      expect(masked).toContain(REDACTED);
      expect(Buffer.from(masked.replaceAll(REDACTED, ''), 'base64').toString()).not.toContain('horse');
    }
  });

  it('masks every cut-off beginning of eight characters and more', () => {
    fc.assert(
      fc.property(secretText, fc.nat(), (secret, cut) => {
        const mask = new SecretMask();
        mask.add(secret);
        const beginning = secret.slice(0, 8 + (cut % (secret.length - 7)));
        expect(mask.mask(`[${beginning}]`)).toBe(`[${REDACTED}]`);
      }),
    );
  });

  it('changes no text that holds no form of a secret', () => {
    fc.assert(
      fc.property(fc.array(secretText, { maxLength: 5 }), fc.string({ maxLength: 300 }), (secrets, text) => {
        const mask = new SecretMask();
        for (const secret of secrets) mask.add(secret);
        fc.pre(
          !secrets.some((secret) => secretForms(secret, 8).some((form) => text.includes(form.slice(0, 8)))),
        );
        expect(mask.mask(text)).toBe(text);
      }),
    );
  });

  it('masks several secrets, one after the other and side by side', () => {
    const mask = new SecretMask();
    mask.add('alpha-alpha');
    mask.add('omega-omega');
    expect(mask.mask('alpha-alphaomega-omega and alpha-alpha.')).toBe(
      `${REDACTED}${REDACTED} and ${REDACTED}.`,
    );
  });

  it('forgets a secret when its last user lets go, and not before', () => {
    const mask = new SecretMask();
    const first = mask.add('correct-horse');
    const second = mask.add('correct-horse');
    first();
    first();
    expect(mask.mask('correct-horse')).toBe(REDACTED);
    second();
    expect(mask.mask('correct-horse')).toBe('correct-horse');
  });

  it('says when it is full instead of forgetting', () => {
    const mask = new SecretMask(1);
    mask.add('correct-horse');
    mask.add('correct-horse');
    expect(() => mask.add('battery-staple')).toThrow(RangeError);
  });

  it('does not mask what is too short to be a secret', () => {
    const mask = new SecretMask();
    mask.add('the');
    mask.add('');
    expect(mask.mask('the end')).toBe('the end');
  });

  it('costs a log line little more with two thousand secrets than with one', () => {
    const mask = new SecretMask();
    for (let index = 0; index < 2_000; index += 1) mask.add(`${index}-key-${'x'.repeat(40)}`);
    const line = 'an ordinary log line without any secret in it '.repeat(10);
    const started = process.cpuUsage().user;
    for (let times = 0; times < 1_000; times += 1) mask.mask(line);
    // Some 10 ms of processor time; a search secret by secret needs a hundred times that.
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(500);
  });
});

describe('a text that a person calls a secret', () => {
  const key = 'xK9mQ2vLr7TzB4nW8pYs';

  it.each([key, '985d5b66-57ce-40fb-b714-afc0b9787083', 'a1b2c3d4e5f6a7b8c9d0e1f2', `${key}+/=`])(
    'is masked where it looks like a key of a venue, until it is forgotten: %s',
    (text) => {
      const forget = registerPersonsSecret(text);
      expect(maskSecrets(`signed with ${text} just now`)).toBe('signed with [redacted] just now');
      expect(maskSecrets(`cut off: ${text.slice(0, 16)}`)).toBe('cut off: [redacted]');
      forget();
      expect(maskSecrets(`signed with ${text} just now`)).toContain(text);
    },
  );

  it.each([
    ['a word', 'Postgres'],
    ['a phrase of the log', 'request answered'],
    ['the name of a part', 'AccountReconciler'],
    ['a time', '2026-11-21T19:52:45.123Z'],
    ['an id of this program', '01a1ffa6-62e3-7001-a01e-ae5ba600e4cb'],
    ['one character again and again', 'a1a1a1a1a1a1a1a1a1a1'],
    ['a number', '12345678901234567890'],
    ['a short key', 'aB3dE6gH9'],
  ])('blanks nothing where it is %s', (_what, text) => {
    const forget = registerPersonsSecret(text);
    const told = `before ${text} after`;
    expect(maskSecrets(told)).toBe(told);
    forget();
  });

  it('blanks no text that only begins like it', () => {
    const forget = registerPersonsSecret(key);
    expect(maskSecrets(`${key.slice(0, 15)} and more`)).toBe(`${key.slice(0, 15)} and more`);
    forget();
  });
});
