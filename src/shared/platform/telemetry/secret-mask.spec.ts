import fc from 'fast-check';
import { REDACTED, SecretMask } from './secret-mask.js';
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
