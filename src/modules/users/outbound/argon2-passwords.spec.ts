import { parseOptions, verify } from '@node-rs/argon2';
import { SystemRandomness } from '../../../shared/platform/clock/system-randomness.js';
import { PasswordsBusy } from '../application/ports/passwords.port.js';
import { Argon2Passwords } from './argon2-passwords.js';

jest.mock('@node-rs/argon2', () => {
  const actual = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return { ...actual, verify: jest.fn(actual.verify) };
});

describe('passwords by argon2id', () => {
  const passwords = new Argon2Passwords(new SystemRandomness());
  const compared = jest.mocked(verify);
  beforeEach(() => compared.mockClear());

  it('are known again, and nothing else is', async () => {
    const hash = await passwords.hash('비밀번호 열두 글자 이상');
    expect(await passwords.matches(hash, '비밀번호 열두 글자 이상')).toBe(true);
    expect(await passwords.matches(hash, '비밀번호 열두 글자 이하')).toBe(false);
    expect(await passwords.matches(hash, '')).toBe(false);
  });

  it('of nobody cost the same: a hash of the same parameters is compared with, and never matches', async () => {
    const hash = await passwords.hash('anything');
    await passwords.matches(hash, 'anything');
    expect(await passwords.matches(null, 'anything')).toBe(false);
    const [someone, nobody] = compared.mock.calls.map(([stored]) => parseOptions(stored));
    expect(compared).toHaveBeenCalledTimes(2);
    expect(nobody).toEqual(someone);
  });

  it('are refused at once when too many wait, before any work', async () => {
    const narrow = new Argon2Passwords(new SystemRandomness(), { atOnce: 1, waiting: 1 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => narrow.matches(null, 'anything')),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'],
    ]);
    expect(outcomes.at(-1)).toMatchObject({ reason: expect.any(PasswordsBusy) });
    expect(compared).toHaveBeenCalledTimes(2);
  });
});
