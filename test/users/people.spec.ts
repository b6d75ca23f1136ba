import { EnsureUser } from '../../src/modules/users/contracts/commands/ensure-user.command.js';
import { bootUsers, type BootedUsers } from './kit.js';

const PASSWORD = 'four unrelated words, together';

describe('people', () => {
  let booted: BootedUsers;
  let admin: string;
  beforeAll(async () => {
    booted = await bootUsers();
    admin = (await booted.bearer('admin', 'the-admin')).slice('Bearer '.length);
  });
  afterAll(() => booted.close());

  let count = 0;
  const someone = async (demo = false) => {
    const email = `people${(count += 1)}@example.org`;
    const wanted = { email, password: PASSWORD, role: 'trader', language: 'en', demo } as const;
    const { userId } = await booted.bus.ask(new EnsureUser(wanted));
    const { accessToken } = (await booted.login({ email, password: PASSWORD })).json();
    return { userId, email, as: String(accessToken) };
  };
  const change = (path: string, as: string, body: object, version = '*') =>
    booted.call('PATCH', path, { as, body, headers: { 'if-match': version } });

  describe('about themselves', () => {
    it('edit their language on the version they have seen', async () => {
      const { as } = await someone();
      const edited = await change('/users/me', as, { language: 'ko' }, '"1"');
      expect(edited.json()).toMatchObject({ language: 'ko', version: 2 });
      expect(edited.headers.etag).toBe('"2"');
      expect((await booted.call('GET', '/users/me', { as })).headers.etag).toBe('"2"');
    });

    it.each([
      ['another version', '"7"', 412, 'precondition-failed'],
      ['a tag of somebody else', '"abc"', 412, 'precondition-failed'],
      ['no version', '', 428, 'precondition-required'],
    ])('edit nothing on %s', async (_what, version, status, code) => {
      const { as } = await someone();
      const answer = await change('/users/me', as, { language: 'ko' }, version);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
      expect((await booted.call('GET', '/users/me', { as })).json().language).toBe('en');
    });

    it('edit once when many edit the same version at the same moment', async () => {
      const { as } = await someone();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => change('/users/me', as, { language: 'ko' }, '"1"')),
      );
      expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    });

    it.each(['role', 'email', 'disabled', 'demo', 'id', 'version', 'passwordHash', 'userId'])(
      'cannot set %s',
      async (member) => {
        const { as } = await someone();
        const answer = await change('/users/me', as, { language: 'ko', [member]: 'admin' });
        expect([answer.statusCode, answer.json().code]).toEqual([400, 'validation-failed']);
      },
    );
  });

  describe('to an admin', () => {
    it('are listed page by page and one by one, without what proves them', async () => {
      const { userId, email } = await someone();
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const path: string = `/users?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const answer = await booted.call('GET', path, { as: admin });
        expect(answer.body).not.toMatch(/argon2|hash/i);
        const { items, nextCursor } = answer.json();
        seen.push(...items.map(({ id }: { id: string }) => id));
        cursor = nextCursor;
      }
      expect(seen.filter((id) => id === userId)).toHaveLength(1);
      expect(new Set(seen).size).toBe(seen.length);
      const one = await booted.call('GET', `/users/${userId}`, { as: admin });
      expect(one.json()).toEqual({
        ...{ id: userId, email, role: 'trader', language: 'en', demo: false, version: 1 },
        ...{ disabled: false, createdAt: expect.stringMatching(/Z$/) },
      });
      expect((await booted.call('GET', '/users/nobody', { as: admin })).statusCode).toBe(404);
    });

    it('only', async () => {
      const { userId, as } = await someone();
      for (const [method, path] of [
        ['GET', '/users'],
        ['GET', `/users/${userId}`],
        ['PATCH', `/users/${userId}`],
      ] as const)
        expect((await booted.call(method, path, { as, body: undefined })).statusCode).toBe(403);
    });

    it('get another role, which holds from their next request on with the token they have', async () => {
      const { userId, as } = await someone();
      expect((await booted.call('GET', '/users', { as })).statusCode).toBe(403);
      expect((await change(`/users/${userId}`, admin, { role: 'admin' })).json()).toMatchObject({
        role: 'admin',
      });
      expect((await booted.call('GET', '/users', { as })).statusCode).toBe(200);
      await change(`/users/${userId}`, admin, { role: 'viewer' });
      expect((await booted.call('GET', '/users', { as })).statusCode).toBe(403);
    });

    it('are disabled at once, everywhere, and come back only with a new sign-in', async () => {
      const { userId, email, as } = await someone();
      expect((await change(`/users/${userId}`, admin, { disabled: true })).json().disabled).toBe(true);
      expect((await booted.call('GET', '/users/me', { as })).statusCode).toBe(401);
      expect((await booted.login({ email, password: PASSWORD })).json().code).toBe('unauthenticated');
      await change(`/users/${userId}`, admin, { disabled: false });
      expect((await booted.call('GET', '/users/me', { as })).statusCode).toBe(401);
      expect((await booted.login({ email, password: PASSWORD })).statusCode).toBe(200);
    });

    it('never lose the last one of them, also when two remove each other at the same moment', async () => {
      expect((await change('/users/the-admin', admin, { role: 'viewer' })).json().code).toBe('last-admin');
      expect((await change('/users/the-admin', admin, { disabled: true })).json().code).toBe('last-admin');
      const second = await someone();
      await change(`/users/${second.userId}`, admin, { role: 'admin' });
      const answers = await Promise.all([
        change(`/users/${second.userId}`, admin, { role: 'trader' }),
        change('/users/the-admin', second.as, { role: 'trader' }),
      ]);
      expect(answers.map(({ statusCode }) => statusCode).filter((status) => status === 200)).toHaveLength(1);
      const { rows } = await booted.database
        .pool('api')
        .query(`SELECT id FROM users."user" WHERE role = 'admin' AND disabled_at IS NULL`);
      expect(rows).toHaveLength(1);
      await booted.database
        .pool('api')
        .query(`UPDATE users."user" SET role = 'admin' WHERE id = 'the-admin'`);
    });

    it('stay what they are when they are the demo account', async () => {
      const { userId } = await someone(true);
      expect((await change(`/users/${userId}`, admin, { role: 'admin' })).json().code).toBe(
        'demo-stays-trader',
      );
    });
  });
});
