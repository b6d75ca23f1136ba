import { EnsureUser } from '../../src/modules/users/contracts/commands/ensure-user.command.js';
import { bootUsers, type BootedUsers } from './kit.js';

const PASSWORD = 'four unrelated words, together';
const HOME = '198.51.100.1';

describe('guessing passwords', () => {
  let booted: BootedUsers;
  beforeEach(async () => {
    booted = await bootUsers();
    for (const email of ['anna@example.org', 'ben@example.org'])
      await booted.bus.ask(
        new EnsureUser({ email, password: PASSWORD, role: 'trader', language: 'en', demo: false }),
      );
  });
  afterEach(() => booted.close());

  const guess = async (email: string, from: string, password = 'wrong') =>
    booted.login({ email, password }, from);
  const statusesOf = (answers: readonly { statusCode: number }[]) =>
    answers.reduce<Record<number, number>>(
      (counts, { statusCode }) => ({ ...counts, [statusCode]: (counts[statusCode] ?? 0) + 1 }),
      {},
    );

  it('of one account from two hundred places at once is looked at five times', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => guess('anna@example.org', `203.0.113.${index}`)),
    );
    expect(statusesOf(answers)).toEqual({ 401: 5, 429: 195 });
    const refused = answers.find(({ statusCode }) => statusCode === 429)!;
    expect(refused.json()).toMatchObject({ code: 'too-many-requests', details: { retryAfterSec: 1 } });
    expect(refused.headers['retry-after']).toBe('1');
  });

  it('leaves the owner in peace where they signed in before, and other people everywhere', async () => {
    expect((await guess('anna@example.org', HOME, PASSWORD)).statusCode).toBe(200);
    for (let index = 0; index < 8; index += 1) await guess('anna@example.org', `203.0.113.${index}`);
    expect((await guess('anna@example.org', '203.0.113.250', PASSWORD)).statusCode).toBe(429);
    expect((await guess('anna@example.org', HOME, PASSWORD)).statusCode).toBe(200);
    expect((await guess('ben@example.org', '203.0.113.250', PASSWORD)).statusCode).toBe(200);
  });

  it('of two hundred accounts from one place is looked at twenty times, and by IPv6 from one network', async () => {
    const from = ['203.0.113.7', '2001:db8:1:2::1', '2001:db8:1:2::ffff'];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => guess(`person${index}@example.org`, from[0]!)),
    );
    expect(statusesOf(answers)).toEqual({ 401: 20, 429: 180 });
    const six = [];
    for (let index = 0; index < 30; index += 1)
      six.push(await guess(`person${index}@example.org`, from[1 + (index % 2)]!));
    expect(statusesOf(six)[401]).toBeLessThanOrEqual(21);
  });

  it('is not made easier by a forged X-Forwarded-For', async () => {
    const answers = [];
    for (let index = 0; index < 25; index += 1)
      answers.push(
        await booted.call('POST', '/auth/login', {
          body: { email: `person${index}@example.org`, password: 'wrong' },
          headers: { 'x-forwarded-for': `203.0.113.${index}` },
        }),
      );
    expect(statusesOf(answers)[429]).toBeGreaterThanOrEqual(4);
  });

  it('is answered in the same words for accounts that do not exist, also when slowed', async () => {
    const told = async (email: string) => {
      const answers = [];
      for (let index = 0; index < 7; index += 1) {
        const { requestId: _, instance: __, ...rest } = (await guess(email, `203.0.113.${index}`)).json();
        answers.push(rest);
      }
      return answers;
    };
    expect(await told('nobody@example.org')).toEqual(await told('anna@example.org'));
  });

  it('is forgotten after an hour, and keeps no address that people typed', async () => {
    for (let index = 0; index < 6; index += 1) await guess('anna@example.org', `203.0.113.${index}`);
    const { rows } = await booted.database.pool('api').query('SELECT * FROM users.sign_in_brake');
    expect(rows).toHaveLength(6);
    expect(JSON.stringify(rows)).not.toMatch(/anna|203\.0/);
    await booted.database
      .pool('api')
      .query(`UPDATE users.sign_in_brake SET last_at = now() - interval '61 minutes'`);
    expect((await guess('anna@example.org', '203.0.113.90', PASSWORD)).statusCode).toBe(200);
    const left = await booted.database.pool('api').query('SELECT * FROM users.sign_in_brake');
    expect(left.rows).toHaveLength(1);
  });
});
