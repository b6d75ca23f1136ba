import fc from 'fast-check';
import { newPassword } from './new-password.js';
import { readablePassword } from './readable-password.js';

const EMAIL = 'anna.schmidt@example.org';
const taken = (password: string): boolean => newPassword(password, EMAIL).ok;

describe('a new password', () => {
  it.each([
    'correct horse battery staple and more',
    '비밀번호는 열두 글자 이상',
    'k7wq-m2xt-9hcd-r4vn-e8zp-y3sb',
    'all lower case is fine',
    '🐎🔋📎✅🐎🔋📎✅🐎🔋📎🧷',
    'x9'.repeat(30) + 'qu4',
  ])('may be %s', (password) => {
    expect(taken(password)).toBe(true);
  });

  it.each([
    ['short', 'eleven char'],
    ['endless', 'a1'.repeat(65)],
    ['common', 'passwordpassword'.slice(0, 8) + '12345'],
    ['common with decoration', '!!Password2025!!'],
    ['common in other signs', 'P4$$w0rd!!!!!'],
    ['the example of every book', 'correct horse battery staple'],
    ['digits alone', '314159265358979'],
    ['one piece repeated', 'abababababab'],
    ['one sign repeated', 'aaaaaaaaaaaaaaaa'],
    ['a run of keys', 'qwertyuiopas'],
    ['a run backwards', 'zyxwvutsrqponm'],
    ['the name of the program', 'TradingBoost2025!'],
    ['the own address', 'Anna.Schmidt@example.org'],
    ['the own name with digits', 'anna.schmidt1990'],
  ])('may not be %s', (_what, password) => {
    const answer = newPassword(password, EMAIL);
    expect(answer).toMatchObject({ ok: false, error: { code: 'weak-password' } });
    expect(JSON.stringify(answer)).not.toContain(password);
  });

  it('made by the program is always taken', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const below = (bound: number): number => (numbers.next().value as number) % bound;
        // Luck this bad does not exist: a generator that answers one number only.
        const password = readablePassword(below);
        fc.pre(new Set(password.split('-')).size > 1);
        expect(taken(password)).toBe(true);
      }),
    );
  });
});
