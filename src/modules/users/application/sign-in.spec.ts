import type { AccessTokens } from '../../../shared/platform/auth/access-tokens.port.js';
import { SystemClock } from '../../../shared/platform/clock/system-clock.js';
import { SystemIds } from '../../../shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../../shared/platform/clock/system-randomness.js';
import type { Config } from '../../../shared/platform/config/config.js';
import type { Tx, UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { BrakeStore } from './ports/brake-store.port.js';
import { PasswordsBusy, type Passwords } from './ports/passwords.port.js';
import type { NewSession, SessionStore } from './ports/session-store.port.js';
import type { StoredUser, UserChange, UserStore } from './ports/user-store.port.js';
import type { Brake } from '../domain/index.js';
import { Sessions } from './sessions.js';
import { SignInBrakes } from './sign-in-brakes.js';
import { SignIn } from './sign-in.js';

const anna: StoredUser = {
  ...{ id: 'user-1', email: 'anna@example.org', passwordHash: 'hash of right', role: 'trader' },
  ...{ language: 'ko', demo: false, createdAt: epochMs(1), disabled: false, version: 1 },
};
const demo: StoredUser = { ...anna, id: 'user-2', email: 'demo@example.org', demo: true };
const gone: StoredUser = { ...anna, id: 'user-3', email: 'gone@example.org', disabled: true };
const old: StoredUser = {
  ...anna,
  id: 'user-4',
  email: 'old@example.org',
  passwordHash: 'old hash of right',
};

/** What signing in uses of a port; anything else is a mistake of the test. */
const only = <Port>(parts: Partial<Port>): Port => parts as Port;
const here = { address: '203.0.113.9', userAgent: null };

function signIn(demoOn = true) {
  const compared: (string | null)[] = [];
  const opened: NewSession[] = [];
  const changes: UserChange[] = [];
  const places = new Set<string>();
  const brakes = new Map<string, Brake>();
  const state = { busy: false };
  const people = only<UserStore>({
    byEmail: async (email) => [anna, demo, gone, old].find((user) => user.email === email) ?? null,
    change: async (_tx, _userId, change) => void changes.push(change),
  });
  const passwords = only<Passwords>({
    hash: async (password) => `hash of ${password}`,
    matches: async (hash, password) => {
      if (state.busy) throw new PasswordsBusy(32);
      compared.push(hash);
      return hash?.replace('old ', '') === `hash of ${password}`;
    },
    isOutdated: (hash) => hash.startsWith('old '),
  });
  const store = only<SessionStore>({
    open: async (_tx, session) => void opened.push(session),
    cameFrom: async (userId, address) => places.has(`${userId} ${address}`),
  });
  const brakeStore = only<BrakeStore>({
    lock: async (_tx, key) => brakes.get(key) ?? null,
    save: async (_tx, key, brake) => void brakes.set(key, brake),
    release: async (_tx, key) => void brakes.delete(key),
    forgiveOne: async (_tx, key) => void brakes.delete(key),
    forget: async () => undefined,
  });
  const tokens = only<AccessTokens>({
    sign: async (claims) => ({ token: JSON.stringify(claims), expiresInSec: 600 }),
  });
  const unitOfWork = only<UnitOfWork>({
    run: (work) => work({ record: () => undefined, afterCommit: () => undefined } satisfies Tx),
  });
  const clock = new SystemClock();
  const randomness = new SystemRandomness();
  const config = { demo: demoOn } as Config;
  const sessions = new Sessions(
    ...([store, tokens, unitOfWork, new SystemIds(clock, randomness), clock, randomness, config] as const),
  );
  const slowing = new SignInBrakes(brakeStore, unitOfWork, clock);
  const door = new SignIn(people, store, sessions, slowing, passwords, unitOfWork, clock, config);
  return { door, compared, opened, changes, places, state };
}

const refused = { ok: false, error: { code: 'unauthenticated', details: {} } };

describe('signing in with a password', () => {
  it('opens one session, whose id the access token carries', async () => {
    const { door, opened } = signIn();
    const answer = await door.withPassword('anna@example.org', 'right', here);
    const [session] = opened;
    expect(opened).toHaveLength(1);
    expect(answer).toMatchObject({ ok: true, value: { accessExpiresInSec: 600 } });
    if (!answer.ok) return;
    expect(JSON.parse(answer.value.accessToken)).toEqual({
      ...{ userId: 'user-1', role: 'trader', sessionId: session!.id },
    });
    expect(Buffer.from(answer.value.refreshToken, 'base64url')).toHaveLength(32);
    expect(session).toMatchObject({ userId: 'user-1', refreshToken: answer.value.refreshToken, ...here });
  });

  it.each([
    ['a wrong password', 'anna@example.org', 'wrong', 'hash of right'],
    ['an unknown address', 'nobody@example.org', 'right', null],
    ['the demo account while the demo is off', 'demo@example.org', 'right', 'hash of right'],
    ['a disabled account', 'gone@example.org', 'right', 'hash of right'],
  ])('compares one hash for %s too, and answers the same', async (_what, email, password, hash) => {
    const { door, compared, opened } = signIn(false);
    expect(await door.withPassword(email, password, here)).toMatchObject(refused);
    expect(compared).toEqual([hash]);
    expect(opened).toEqual([]);
  });

  it('lets the demo account in while the demo is on', async () => {
    const { door } = signIn(true);
    expect(await door.withPassword('demo@example.org', 'right', here)).toMatchObject({ ok: true });
  });

  it('says that it is busy, for those who exist and those who do not', async () => {
    const { door, state, opened } = signIn();
    state.busy = true;
    for (const email of ['anna@example.org', 'nobody@example.org'])
      expect(await door.withPassword(email, 'right', here)).toMatchObject({ error: { code: 'unavailable' } });
    expect(opened).toEqual([]);
  });

  it('hashes the password anew when its hash was made with less work than is asked for now', async () => {
    const { door, changes } = signIn();
    await door.withPassword('old@example.org', 'wrong', here);
    expect(changes).toEqual([]);
    await door.withPassword('old@example.org', 'right', here);
    expect(changes).toEqual([{ passwordHash: 'hash of right' }]);
  });

  it.each(['anna@example.org', 'nobody@example.org'])(
    'slows who guesses the password of %s, before any hash is compared',
    async (email) => {
      const { door, compared } = signIn();
      const answers = [];
      for (let index = 0; index < 8; index += 1)
        answers.push(await door.withPassword(email, 'wrong', { ...here, address: `203.0.113.${index}` }));
      expect(compared).toHaveLength(5);
      expect(answers.at(-1)).toMatchObject({
        error: { code: 'too-many-requests', details: { retryAfterSec: expect.any(Number) } },
      });
    },
  );

  it('lets the owner in from where they signed in before, while strangers guess elsewhere', async () => {
    const { door, places } = signIn();
    places.add('user-1 198.51.100.7');
    const from = (address: string) => door.withPassword('anna@example.org', 'right', { ...here, address });
    for (let index = 0; index < 8; index += 1)
      await door.withPassword('anna@example.org', 'wrong', { ...here, address: `203.0.113.${index}` });
    expect(await from('203.0.113.99')).toMatchObject({ error: { code: 'too-many-requests' } });
    expect(await from('198.51.100.7')).toMatchObject({ ok: true });
  });
});
