import { EnsureUser } from '../../src/modules/users/contracts/commands/ensure-user.command.js';
import { PrepareSetUp } from '../../src/modules/users/contracts/commands/prepare-set-up.command.js';
import { bootUsers, type BootedUsers } from './kit.js';

const PASSWORD = 'four unrelated words, together';

describe('the first admin', () => {
  let booted: BootedUsers;
  beforeEach(async () => {
    booted = await bootUsers();
  });
  afterEach(() => booted.close());

  const prepare = () => booted.bus.ask(new PrepareSetUp({}));
  const setUp = (token: string, email = 'anna@example.org', password = PASSWORD) =>
    booted.call('POST', '/auth/setup', { body: { token, email, password, language: 'ko' } });
  const people = async () =>
    (await booted.database.pool('api').query('SELECT email, role FROM users."user"')).rows;

  it('is made with the token, which is shown once and stored as a hash, and is signed in', async () => {
    const { token } = await prepare();
    expect(token).toMatch(/^[a-z2-9]{4}(?:-[a-z2-9]{4}){5}$/);
    expect(await prepare()).toEqual({ token: null, waiting: true });
    const stored = await booted.database.pool('api').query('SELECT * FROM users.set_up');
    expect(JSON.stringify(stored.rows)).not.toContain(token);
    const answer = await setUp(token!);
    expect(answer.statusCode).toBe(201);
    const me = await booted.call('GET', '/users/me', { as: answer.json().accessToken });
    expect(me.json()).toMatchObject({
      email: 'anna@example.org',
      role: 'admin',
      language: 'ko',
      demo: false,
    });
    expect(await prepare()).toEqual({ token: null, waiting: false });
    expect(booted.lines.join('')).not.toContain(token!);
  });

  it('is one, also when many come with the token at the same moment', async () => {
    const { token } = await prepare();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => setUp(token!, `person${index}@example.org`)),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ statusCode }) => statusCode !== 201))
      expect(answer.json().code).toBe('set-up-refused');
    expect(await people()).toEqual([expect.objectContaining({ role: 'admin' })]);
  });

  it('is not made with a wrong token, one that was used, or without any, all in the same words', async () => {
    const before = await setUp('aaaa-bbbb');
    const { token } = await prepare();
    const wrong = await setUp('aaaa-bbbb-cccc-dddd-eeee-ffff');
    expect(await people()).toEqual([]);
    await setUp(token!);
    const used = await setUp(token!, 'second@example.org');
    for (const answer of [before, wrong, used]) {
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'set-up-refused', details: {} });
    }
    expect(await people()).toHaveLength(1);
  });

  it('keeps the token when the address is taken or the password is weak', async () => {
    const demo = { email: 'demo@example.org', password: null, language: 'en', demo: true } as const;
    await booted.bus.ask(new EnsureUser({ ...demo, role: 'trader' }));
    const { token } = await prepare();
    expect((await setUp(token!, 'Demo@example.org')).json().code).toBe('email-taken');
    expect((await setUp(token!, 'anna@example.org', 'password1234')).json().code).toBe('weak-password');
    expect((await setUp(token!)).statusCode).toBe(201);
  });

  it('who was made by the operator makes the token worth nothing', async () => {
    const { token } = await prepare();
    const admin = {
      email: 'boss@example.org',
      password: null,
      role: 'admin',
      language: 'en',
      demo: false,
    } as const;
    await booted.bus.ask(new EnsureUser(admin));
    expect((await setUp(token!)).statusCode).toBe(403);
    expect(await prepare()).toEqual({ token: null, waiting: false });
  });
});

describe('registration', () => {
  const newcomer = { email: 'ben@example.org', password: PASSWORD };
  const open = { TB_REGISTRATION: 'open' };

  it('is closed unless it was opened', async () => {
    const booted = await bootUsers();
    try {
      const answer = await booted.call('POST', '/auth/register', { body: newcomer });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'registration-closed']);
    } finally {
      await booted.close();
    }
  });

  it('that is open makes traders, one for each address, and nobody chooses a role', async () => {
    const booted = await bootUsers({ env: open });
    try {
      const register = (body: object) => booted.call('POST', '/auth/register', { body });
      expect((await register({ ...newcomer, role: 'admin' })).statusCode).toBe(400);
      const answer = await register(newcomer);
      expect(answer.statusCode).toBe(201);
      const me = await booted.call('GET', '/users/me', { as: answer.json().accessToken });
      expect(me.json()).toMatchObject({ role: 'trader', language: 'en' });
      expect((await register({ ...newcomer, email: 'BEN@example.org' })).json().code).toBe('email-taken');
      expect((await register({ email: 'c@example.org', password: 'short' })).json().code).toBe(
        'weak-password',
      );
    } finally {
      await booted.close();
    }
  });

  it('from one place is slowed: twenty accounts, then fewer and fewer', async () => {
    const booted = await bootUsers({ env: open });
    try {
      const statuses = [];
      for (let index = 0; index < 23; index += 1) {
        const body = { email: `person${index}@example.org`, password: 'too short' };
        statuses.push((await booted.call('POST', '/auth/register', { body })).statusCode);
      }
      expect(statuses.slice(0, 20)).not.toContain(429);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await booted.close();
    }
  });
});
