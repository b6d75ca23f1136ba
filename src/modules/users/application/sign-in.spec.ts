import { AccessTokens } from '../../../shared/platform/auth/access-tokens.port.js';
import { SystemClock } from '../../../shared/platform/clock/system-clock.js';
import { SystemIds } from '../../../shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../../shared/platform/clock/system-randomness.js';
import type { Config } from '../../../shared/platform/config/config.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { Passwords, PasswordsBusy } from './ports/passwords.port.js';
import { SessionStore, type NewSession } from './ports/session-store.port.js';
import { UserStore, type StoredUser } from './ports/user-store.port.js';
import { SignIn } from './sign-in.js';

const anna: StoredUser = {
  ...{ id: 'user-1', email: 'anna@example.org', passwordHash: 'hash of right', role: 'trader' },
  ...{ language: 'ko', demo: false, createdAt: epochMs(1) },
};
const demo: StoredUser = { ...anna, id: 'user-2', email: 'demo@example.org', demo: true };

class FakeUsers extends UserStore {
  add = () => Promise.reject(new Error('nobody is added here'));
  byId = () => Promise.reject(new Error('nobody is looked up by id here'));
  byEmail = async (email: string) => [anna, demo].find((user) => user.email === email) ?? null;
}

class CountedPasswords extends Passwords {
  readonly compared: (string | null)[] = [];
  busy = false;
  hash = async (password: string) => `hash of ${password}`;
  matches = async (hash: string | null, password: string) => {
    if (this.busy) throw new PasswordsBusy(32);
    this.compared.push(hash);
    return hash === `hash of ${password}`;
  };
}

class KeptSessions extends SessionStore {
  readonly opened: NewSession[] = [];
  open = async (_tx: Tx, session: NewSession) => {
    this.opened.push(session);
  };
}

class PlainTokens extends AccessTokens {
  sign = async (claims: object) => ({ token: JSON.stringify(claims), expiresInSec: 600 });
  verify = () => Promise.reject(new Error('nothing is verified here'));
}

class NoTransaction extends UnitOfWork {
  run = <T>(work: (tx: Tx) => Promise<T>) => work({ record: () => undefined, afterCommit: () => undefined });
}

function signIn(demoOn = true) {
  const parts = { passwords: new CountedPasswords(), sessions: new KeptSessions() };
  const clock = new SystemClock();
  const randomness = new SystemRandomness();
  const door = new SignIn(
    ...([new FakeUsers(), parts.sessions, parts.passwords, new PlainTokens(), new NoTransaction()] as const),
    ...([new SystemIds(clock, randomness), clock, randomness, { demo: demoOn } as Config] as const),
  );
  return { ...parts, door };
}

const refused = { ok: false, error: { code: 'unauthenticated', details: {} } };

describe('signing in with a password', () => {
  it('opens one session, whose id the access token carries', async () => {
    const { door, sessions } = signIn();
    const answer = await door.withPassword('anna@example.org', 'right');
    const [session] = sessions.opened;
    expect(sessions.opened).toHaveLength(1);
    expect(answer).toMatchObject({ ok: true, value: { accessExpiresInSec: 600 } });
    if (!answer.ok) return;
    expect(JSON.parse(answer.value.accessToken)).toEqual({
      ...{ userId: 'user-1', role: 'trader', sessionId: session!.id },
    });
    expect(Buffer.from(answer.value.refreshToken, 'base64url')).toHaveLength(32);
    expect(session).toMatchObject({ userId: 'user-1', refreshToken: answer.value.refreshToken });
  });

  it.each([
    ['a wrong password', 'anna@example.org', 'wrong', 'hash of right'],
    ['an unknown address', 'nobody@example.org', 'right', null],
    ['the demo account while the demo is off', 'demo@example.org', 'right', 'hash of right'],
  ])('compares one hash for %s too, and answers the same', async (_what, email, password, compared) => {
    const { door, passwords, sessions } = signIn(false);
    expect(await door.withPassword(email, password)).toMatchObject(refused);
    expect(passwords.compared).toEqual([compared]);
    expect(sessions.opened).toEqual([]);
  });

  it('lets the demo account in while the demo is on', async () => {
    expect(await signIn(true).door.withPassword('demo@example.org', 'right')).toMatchObject({ ok: true });
  });

  it('says that it is busy, for those who exist and those who do not', async () => {
    const { door, passwords, sessions } = signIn();
    passwords.busy = true;
    for (const email of ['anna@example.org', 'nobody@example.org'])
      expect(await door.withPassword(email, 'right')).toMatchObject({ error: { code: 'unavailable' } });
    expect(sessions.opened).toEqual([]);
  });
});
