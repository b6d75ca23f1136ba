import { parseOptions, verify } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import {
  EnsureUser,
  type EnsureUserData,
} from '../../src/modules/users/contracts/commands/ensure-user.command.js';
import { GetUser } from '../../src/modules/users/contracts/queries/get-user.query.js';
import { AccessTokens } from '../../src/shared/platform/auth/access-tokens.port.js';
import { createOpenApiDocument } from '../../src/shared/platform/http/openapi/document.js';
import { bootUsers, type BootedUsers } from './kit.js';

const PASSWORD = 'correct horse battery staple';
const ARGON2ID = 2;
let count = 0;
const someone = (data: Partial<EnsureUserData> = {}): EnsureUserData => ({
  email: `Person${(count += 1)}@Example.org`,
  password: PASSWORD,
  role: 'trader',
  language: 'ko',
  demo: false,
  ...data,
});

describe('users', () => {
  let booted: BootedUsers;
  beforeAll(async () => {
    booted = await bootUsers();
  });
  afterAll(() => booted.close());

  const ensure = (data: EnsureUserData) => booted.bus.ask(new EnsureUser(data));
  const rows = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    (await booted.database.pool('api').query(text, values)).rows;
  const userRow = async (id: string) => (await rows('SELECT * FROM users."user" WHERE id = $1', id))[0]!;
  const records = async (id: string) =>
    rows('SELECT type, data, user_id FROM users.outbox WHERE key = $1', id);
  const sessions = async (id: string) => rows('SELECT * FROM users.session WHERE user_id = $1', id);

  describe('to make one', () => {
    it('stores them, records it in the same transaction, and shows them without what proves them', async () => {
      const data = someone();
      const { userId, created, madePassword } = await ensure(data);
      expect({ created, madePassword }).toEqual({ created: true, madePassword: null });
      expect(await records(userId)).toEqual([
        {
          type: 'users.user-registered.v1',
          data: { userId, email: data.email, language: 'ko', demo: false },
          user_id: userId,
        },
      ]);
      expect(await booted.bus.ask(new GetUser({ userId }))).toEqual({
        ...{ userId, email: data.email },
        ...{ role: 'trader', language: 'ko', demo: false },
      });
    });

    it('stores argon2id of the password with the cost that was decided on, salted each time', async () => {
      const [one, other] = [await ensure(someone()), await ensure(someone())];
      const hashes = [await userRow(one.userId), await userRow(other.userId)].map((row) =>
        String(row.password_hash),
      );
      expect(hashes[0]).not.toBe(hashes[1]);
      for (const hash of hashes) {
        expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
        expect(parseOptions(hash)).toMatchObject({
          ...{ algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 },
          ...{ outputLen: 32, saltLen: 16 },
        });
        expect(await verify(hash, PASSWORD)).toBe(true);
      }
    });

    it('makes a readable password when none is given, answers it once, and it opens a session', async () => {
      const data = someone({ password: null });
      const { madePassword } = await ensure(data);
      expect(madePassword).toMatch(/^[a-hjkmnp-z2-9]{4}(?:-[a-hjkmnp-z2-9]{4}){5}$/);
      expect((await booted.login({ email: data.email, password: madePassword })).statusCode).toBe(200);
      expect(await ensure(data)).toMatchObject({ created: false, madePassword: null });
      expect(booted.lines.join('')).not.toContain(madePassword);
    });

    it('twice makes one, and who is there stays as they are, however the address is written', async () => {
      const data = someone();
      const { userId } = await ensure(data);
      const before = await userRow(userId);
      const other = { ...data, email: data.email.toUpperCase(), role: 'admin', password: null } as const;
      expect(await ensure(other)).toEqual({ userId, created: false, madePassword: null });
      expect(await userRow(userId)).toEqual(before);
      expect(await records(userId)).toHaveLength(1);
    });

    it('at the same time makes one, and one only says so', async () => {
      const data = someone({ password: null });
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          ensure({ ...data, email: index % 2 === 0 ? data.email : data.email.toLowerCase() }),
        ),
      );
      expect(new Set(answers.map(({ userId }) => userId)).size).toBe(1);
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      expect(answers.filter(({ madePassword }) => madePassword !== null)).toHaveLength(1);
      expect(await records(answers[0]!.userId)).toHaveLength(1);
    });

    it('is undone with its record when the transaction fails: a demo account is no admin', async () => {
      const data = someone({ demo: true, role: 'admin' });
      await expect(ensure(data)).rejects.toMatchObject({ constraint: 'user_demo_check' });
      expect(await rows('SELECT id FROM users."user" WHERE email = $1', data.email)).toEqual([]);
      expect(await rows(`SELECT id FROM users.outbox WHERE data->>'email' = $1`, data.email)).toEqual([]);
    });

    it('is nobody when there is nobody of that id', async () => {
      expect(await booted.bus.ask(new GetUser({ userId: 'nobody' }))).toBeNull();
    });
  });

  describe('signing in', () => {
    it('answers tokens, and keeps a session with a hash of the refresh token only', async () => {
      const data = someone();
      const { userId } = await ensure(data);
      const answer = await booted.login({ email: data.email.toLowerCase(), password: PASSWORD });
      expect(answer.statusCode).toBe(200);
      const { accessToken, refreshToken, expiresIn } = answer.json();
      expect(Object.keys(answer.json())).toEqual(['accessToken', 'refreshToken', 'expiresIn']);
      expect(expiresIn).toBe(600);
      const [session, ...others] = await sessions(userId);
      expect(others).toEqual([]);
      expect(session).toMatchObject({
        refresh_hash: createHash('sha256').update(refreshToken).digest('base64url'),
        revoked_at: null,
      });
      expect(Number(session!.expires_at) - Number(session!.created_at)).toBe(30 * 86_400_000);
      expect(JSON.stringify(session)).not.toContain(refreshToken);
      expect(await booted.app.get(AccessTokens).verify(accessToken)).toEqual({
        ...{ userId, role: 'trader', sessionId: session!.id },
      });
    });

    it('opens a session of its own each time, and forgets those that have ended', async () => {
      const data = someone();
      const { userId } = await ensure(data);
      const signIn = async () => (await booted.login({ email: data.email, password: PASSWORD })).json();
      const [first, second] = [await signIn(), await signIn()];
      expect(first.refreshToken).not.toBe(second.refreshToken);
      expect(await sessions(userId)).toHaveLength(2);
      await rows(
        `UPDATE users.session SET created_at = now() - interval '31 days', expires_at = now() - interval '1 day' WHERE user_id = $1`,
        userId,
      );
      await signIn();
      expect(await sessions(userId)).toHaveLength(1);
    });

    it('with a wrong password and with an unknown address is answered in the same words', async () => {
      const data = someone();
      const { userId } = await ensure(data);
      const answers = await Promise.all([
        booted.login({ email: data.email, password: `${PASSWORD}.` }),
        booted.login({ email: 'nobody@example.org', password: PASSWORD }),
      ]);
      const told = answers.map((answer) => {
        const { requestId, instance, ...rest } = answer.json();
        expect(instance).toContain(requestId);
        return { status: answer.statusCode, ...rest };
      });
      expect(told[0]).toMatchObject({ status: 401, code: 'unauthenticated', details: {} });
      expect(told[1]).toEqual(told[0]);
      expect(await sessions(userId)).toEqual([]);
    });

    it('takes one password in every way a keyboard may write it', async () => {
      const data = someone({ password: 'caf\u00e9 au lait, twice' });
      await ensure(data);
      const decomposed = 'cafe\u0301 au lait, twice';
      expect((await booted.login({ email: data.email, password: decomposed })).statusCode).toBe(200);
    });

    it.each([
      ['no password', { email: 'a@b.c' }],
      ['no address', { password: PASSWORD }],
      ['an address that is none', { email: 'someone', password: PASSWORD }],
      ['an endless address', { email: `${'a'.repeat(300)}@b.c`, password: PASSWORD }],
      ['an empty password', { email: 'a@b.c', password: '' }],
      ['an endless password', { email: 'a@b.c', password: 'x'.repeat(129) }],
      ['a list of passwords', { email: 'a@b.c', password: [PASSWORD] }],
      ['an object for an address', { email: { $ne: null }, password: PASSWORD }],
      ['an unknown member', { email: 'a@b.c', password: PASSWORD, role: 'admin' }],
    ])('refuses %s, and shows no password back', async (_what, body) => {
      const answer = await booted.login(body);
      expect({ status: answer.statusCode, code: answer.json().code }).toEqual({
        ...{ status: 400, code: 'validation-failed' },
      });
      expect(answer.body).not.toContain(PASSWORD);
    });

    it('sends away whom it cannot serve soon, and goes on for the others', async () => {
      const data = someone();
      await ensure(data);
      const answers = await Promise.all(
        Array.from({ length: 120 }, (_, index) =>
          booted.login({ email: `nobody${index}@example.org`, password: PASSWORD }, `198.51.100.${index}`),
        ),
      );
      const statuses = answers.map(({ statusCode }) => statusCode);
      expect(new Set(statuses)).toEqual(new Set([401, 503]));
      expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(34);
      const busy = answers.find(({ statusCode }) => statusCode === 503)!;
      expect(busy.json().code).toBe('unavailable');
      expect(busy.headers['retry-after']).toBe('2');
      expect((await booted.login({ email: data.email, password: PASSWORD })).statusCode).toBe(200);
    });

    it('writes neither password nor token into the log', async () => {
      const data = someone();
      await ensure(data);
      const { accessToken, refreshToken } = (
        await booted.login({ email: data.email, password: PASSWORD })
      ).json();
      await booted.app.inject({
        url: '/api/v1/users/me',
        headers: { authorization: `Bearer ${accessToken}` },
      });
      const log = booted.lines.join('');
      for (const secret of [PASSWORD, accessToken, refreshToken, 'a-secret-of-the-tests'])
        expect(log).not.toContain(secret);
    });
  });

  describe('GET /users/me', () => {
    const me = async (authorization?: string) =>
      booted.app.inject({ url: '/api/v1/users/me', headers: authorization ? { authorization } : {} });

    it('says who is signed in, by the tokens of the login', async () => {
      const data = someone({ role: 'viewer' });
      const { userId } = await ensure(data);
      const { accessToken } = (await booted.login({ email: data.email, password: PASSWORD })).json();
      const answer = await me(`Bearer ${String(accessToken)}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({
        ...{ id: userId, email: data.email, role: 'viewer', language: 'ko', demo: false, version: 1 },
      });
      expect(answer.headers.etag).toBe('"1"');
    });

    it('is not for strangers, nor for somebody who is no more', async () => {
      expect((await me()).statusCode).toBe(401);
      const authorization = await booted.bearer('trader', 'gone');
      expect((await me(authorization)).statusCode).toBe(200);
      await rows(`DELETE FROM users."user" WHERE id = 'gone'`);
      expect((await me(authorization)).statusCode).toBe(401);
    });
  });

  it('stand in the API document: the login open, the rest behind a bearer token, with examples', () => {
    const { paths, components } = createOpenApiDocument(booted.app, '1.2.3');
    expect(paths['/api/v1/auth/login']!.post!.security).toBeUndefined();
    expect(Object.keys(paths['/api/v1/auth/login']!.post!.responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '503']),
    );
    expect(paths['/api/v1/users/me']!.get!.security).toEqual([{ bearer: [] }]);
    expect(components!.schemas!.LoginDto).toMatchObject({
      required: ['email', 'password'],
      properties: { email: { example: 'demo@tradingboost.local' } },
    });
  });
});

describe('the demo account', () => {
  const data = someone({ demo: true });

  it.each([
    ['on', 200],
    ['off', 401],
  ])('while the demo is %s is answered %i', async (demo, status) => {
    const booted = await bootUsers({ env: { TB_DEMO: demo } });
    try {
      await booted.bus.ask(new EnsureUser(data));
      const answer = await booted.login({ email: data.email, password: PASSWORD });
      expect(answer.statusCode).toBe(status);
      if (status === 401) expect(answer.json().code).toBe('unauthenticated');
    } finally {
      await booted.close();
    }
  });
});
