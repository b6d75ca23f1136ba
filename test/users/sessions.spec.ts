import { EnsureUser } from '../../src/modules/users/contracts/commands/ensure-user.command.js';
import { ResetPassword } from '../../src/modules/users/contracts/commands/reset-password.command.js';
import { bootUsers, type BootedUsers } from './kit.js';

const PASSWORD = 'four unrelated words, together';
let count = 0;

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

describe('sessions', () => {
  let booted: BootedUsers;
  let email: string;
  let userId: string;
  beforeAll(async () => {
    booted = await bootUsers();
  });
  afterAll(() => booted.close());
  beforeEach(async () => {
    email = `sessions${(count += 1)}@example.org`;
    const wanted = { email, password: PASSWORD, role: 'trader', language: 'en', demo: false } as const;
    ({ userId } = await booted.bus.ask(new EnsureUser(wanted)));
  });

  const rows = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    (await booted.database.pool('api').query(text, values)).rows;
  const signIn = async (): Promise<Tokens> => (await booted.login({ email, password: PASSWORD })).json();
  const refresh = async (refreshToken: string) =>
    booted.call('POST', '/auth/refresh', { body: { refreshToken } });
  const status = async (accessToken: string) =>
    (await booted.call('GET', '/users/me', { as: accessToken })).statusCode;
  const records = async () =>
    rows(`SELECT data FROM users.outbox WHERE key = $1 AND type = 'users.refresh-token-reused.v1'`, userId);
  /** As if the spent tokens had been spent long ago. */
  const later = () =>
    rows(
      `UPDATE users.spent_token SET spent_at = spent_at - interval '11 seconds'
       WHERE session_id IN (SELECT id FROM users.session WHERE user_id = $1)`,
      userId,
    );

  describe('refreshed', () => {
    it('go on with new tokens, and of neither token anything but a hash is stored', async () => {
      const first = await signIn();
      const answer = await refresh(first.refreshToken);
      expect(answer.statusCode).toBe(200);
      const second: Tokens = answer.json();
      expect(second.refreshToken).not.toBe(first.refreshToken);
      expect(await status(second.accessToken)).toBe(200);
      const stored = JSON.stringify([
        await rows('SELECT * FROM users.session WHERE user_id = $1', userId),
        await rows('SELECT * FROM users.spent_token'),
      ]);
      for (const { refreshToken, accessToken } of [first, second]) {
        expect(stored).not.toContain(refreshToken);
        expect(stored).not.toContain(accessToken);
      }
    });

    it('with a token that was spent are over, for the thief and for the owner, and it is told', async () => {
      const stolen = await signIn();
      const other = await signIn();
      const thief: Tokens = (await refresh(stolen.refreshToken)).json();
      await later();
      expect((await refresh(stolen.refreshToken)).statusCode).toBe(401);
      expect((await refresh(thief.refreshToken)).statusCode).toBe(401);
      expect(await status(thief.accessToken)).toBe(401);
      expect(await status(stolen.accessToken)).toBe(401);
      expect(await records()).toEqual([
        { data: { userId, sessionId: expect.any(String), address: '127.0.0.1' } },
      ]);
      expect(await status(other.accessToken)).toBe(200);
      expect((await refresh(stolen.refreshToken)).statusCode).toBe(401);
      expect(await records()).toHaveLength(1);
    });

    it('by many at the same moment have one winner, whose session goes on', async () => {
      const { refreshToken } = await signIn();
      const answers = await Promise.all(Array.from({ length: 12 }, () => refresh(refreshToken)));
      const winners = answers.filter(({ statusCode }) => statusCode === 200);
      expect(winners).toHaveLength(1);
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 401]));
      expect((await refresh(winners[0]!.json<Tokens>().refreshToken)).statusCode).toBe(200);
      expect(await records()).toEqual([]);
    });

    it.each([
      ['nobody refreshed for a week', `last_used_at = now() - interval '7 days'`],
      [
        'were opened thirty days ago',
        `created_at = now() - interval '31 days', expires_at = now() - interval '1 second'`,
      ],
      ['were revoked', 'revoked_at = now()'],
    ])('are refused when they %s', async (_what, change) => {
      const { refreshToken } = await signIn();
      await rows(`UPDATE users.session SET ${change} WHERE user_id = $1`, userId);
      expect((await refresh(refreshToken)).statusCode).toBe(401);
    });

    it.each(['A'.repeat(43), '', 'x', `${'A'.repeat(43)}\u0000`])('by %j are refused', async (token) => {
      expect([400, 401]).toContain((await refresh(token)).statusCode);
    });
  });

  describe('ended', () => {
    it('by signing out open nothing from the next request on, neither to read nor to write', async () => {
      const [here, there] = [await signIn(), await signIn()];
      expect((await booted.call('POST', '/auth/logout', { as: here.accessToken })).statusCode).toBe(204);
      expect(await status(here.accessToken)).toBe(401);
      expect((await refresh(here.refreshToken)).statusCode).toBe(401);
      expect(await status(there.accessToken)).toBe(200);
    });

    it('one by one and all together, by their owner only', async () => {
      const [here, there, elsewhere] = [await signIn(), await signIn(), await signIn()];
      const list = async (as: string) => (await booted.call('GET', '/auth/sessions', { as })).json().items;
      const sessions = await list(there.accessToken);
      expect(sessions).toHaveLength(3);
      expect(sessions.map(({ current }: { current: boolean }) => current)).toEqual([false, true, false]);
      expect(sessions[0]).toMatchObject({ address: '127.0.0.1', userAgent: expect.any(String) });
      const first = `/auth/sessions/${String(sessions[2].id)}`;
      const stranger = (await booted.bearer('admin')).slice('Bearer '.length);
      expect((await booted.call('DELETE', first, { as: stranger })).statusCode).toBe(404);
      expect(await status(here.accessToken)).toBe(200);
      expect((await booted.call('DELETE', first, { as: there.accessToken })).statusCode).toBe(204);
      expect(await status(here.accessToken)).toBe(401);
      expect((await booted.call('DELETE', first, { as: there.accessToken })).statusCode).toBe(404);
      expect((await booted.call('DELETE', '/auth/sessions', { as: there.accessToken })).statusCode).toBe(204);
      for (const { accessToken } of [there, elsewhere]) expect(await status(accessToken)).toBe(401);
    });

    it('are listed page by page, the newest first', async () => {
      const { accessToken: as } = await signIn();
      for (let more = 0; more < 4; more += 1) await signIn();
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const path: string = `/auth/sessions?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const { items, nextCursor } = (await booted.call('GET', path, { as })).json();
        ids.push(...items.map(({ id }: { id: string }) => id));
        cursor = nextCursor;
      }
      expect(ids).toHaveLength(5);
      expect(ids).toEqual([...ids].sort().reverse());
    });
  });

  describe('and the password', () => {
    const change = (as: string, currentPassword: string, newPassword: string) =>
      booted.call('POST', '/users/me/password', { as, body: { currentPassword, newPassword } });

    it('which is changed ends every other session, and opens new ones', async () => {
      const [here, there] = [await signIn(), await signIn()];
      const wanted = 'another four words that differ';
      expect((await change(here.accessToken, PASSWORD, wanted)).statusCode).toBe(204);
      expect(await status(here.accessToken)).toBe(200);
      expect(await status(there.accessToken)).toBe(401);
      expect((await refresh(there.refreshToken)).statusCode).toBe(401);
      expect((await booted.login({ email, password: PASSWORD })).statusCode).toBe(401);
      expect((await booted.login({ email, password: wanted })).statusCode).toBe(200);
    });

    it('is not changed by who does not know it, nor to one that is tried first', async () => {
      const { accessToken } = await signIn();
      const wrong = await change(accessToken, 'not it', 'another four words that differ');
      expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'wrong-password']);
      const weak = await change(accessToken, PASSWORD, 'password1234');
      expect([weak.statusCode, weak.json().code]).toEqual([422, 'weak-password']);
      expect(weak.body).not.toContain('password1234');
      expect((await booted.login({ email, password: PASSWORD })).statusCode).toBe(200);
    });

    it('cannot be guessed by who found an open session: attempts are slowed', async () => {
      const { accessToken } = await signIn();
      const codes: string[] = [];
      for (let index = 0; index < 7; index += 1)
        codes.push(
          (await change(accessToken, `guess ${index}`, 'another four words that differ')).json().code,
        );
      expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'wrong-password'));
      expect(codes.at(-1)).toBe('too-many-requests');
    });

    it('which the operator reset is shown once, and ends every session', async () => {
      const { accessToken } = await signIn();
      const { madePassword } = (await booted.bus.ask(new ResetPassword({ email: email.toUpperCase() })))!;
      expect(await status(accessToken)).toBe(401);
      expect((await booted.login({ email, password: PASSWORD })).statusCode).toBe(401);
      expect((await booted.login({ email, password: madePassword })).statusCode).toBe(200);
      expect(await booted.bus.ask(new ResetPassword({ email: 'nobody@example.org' }))).toBeNull();
    });
  });
});
