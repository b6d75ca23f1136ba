import { WholeProgram, type Answer, type Person } from './whole.js';

jest.setTimeout(120_000);

const PERPETUAL = 'BTC/USDT:USDT';

describe('manners of the API', () => {
  let program: WholeProgram;
  let anna: Person;
  let ben: Person;
  beforeAll(async () => {
    program = await WholeProgram.boot();
    anna = await program.person('anna');
    ben = await program.person('ben');
  });
  afterAll(() => program.close());

  const orderOf = ({ accountId }: Person, changes: object = {}) => ({
    ...{ accountId, instrument: PERPETUAL, side: 'buy', type: 'limit', price: '1000', size: '0.01' },
    ...changes,
  });
  const place = (person: Person, key: string, changes: object = {}) =>
    program.ask('POST', '/api/v1/orders', {
      as: person.token,
      body: orderOf(person, changes),
      headers: { 'idempotency-key': key },
    });
  const rows = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    (await program.database.pool('api').query(text, values)).rows;
  const told = ({ status, body }: Answer) => ({ status, code: body?.code });

  describe('a request with an Idempotency-Key', () => {
    it('happens once of fifty at the same moment, and all that come later get its answer', async () => {
      const body = { name: 'one of fifty', settings: { leverage: 3 } };
      const send = () =>
        program.ask('POST', '/api/v1/strategies/hyper-rsi/presets', {
          ...{ as: anna.token, body, headers: { 'idempotency-key': 'fifty' } },
        });
      const answers = await Promise.all(Array.from({ length: 50 }, send));
      const made = answers.filter(({ status }) => status === 201);
      expect(made.length).toBeGreaterThanOrEqual(1);
      expect(made.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
      expect(new Set(made.map(({ text }) => text)).size).toBe(1);
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        expect(told(answer)).toEqual({ status: 409, code: 'request-in-progress' });
        expect(answer.headers['retry-after']).toBe('1');
      }
      expect(await rows(`SELECT id FROM hyper_rsi.preset WHERE user_id = 'anna'`)).toHaveLength(1);
      const later = await send();
      expect(later.headers['idempotency-replayed']).toBe('true');
      expect(later.text).toBe(made[0]!.text);
    });

    it('that places an order makes one, and the same refusal is answered again', async () => {
      const [first, second] = [await place(anna, 'order-1'), await place(anna, 'order-1')];
      expect(first.status).toBe(201);
      expect([second.status, second.body.id]).toEqual([201, first.body.id]);
      const denied = await place(anna, 'order-2', { size: '100000' });
      expect(denied.status).toBe(422);
      const again = await place(anna, 'order-2', { size: '100000' });
      expect({ ...again.body, requestId: '', instance: '' }).toEqual({
        ...{ ...denied.body, requestId: '', instance: '' },
      });
      expect(again.headers['idempotency-replayed']).toBe('true');
    });

    it('and another body, or another version to edit, is refused', async () => {
      expect((await place(anna, 'order-3')).status).toBe(201);
      expect(told(await place(anna, 'order-3', { size: '0.02' }))).toEqual({
        ...{ status: 409, code: 'idempotency-key-used' },
      });
    });

    it('belongs to its sender and its address', async () => {
      const mine = await place(anna, 'shared');
      const yours = await place(ben, 'shared');
      expect(yours.status).toBe(201);
      expect(yours.body.id).not.toBe(mine.body.id);
      const elsewhere = await program.ask('DELETE', `/api/v1/orders/${String(mine.body.id)}`, {
        ...{ as: anna.token, headers: { 'idempotency-key': 'shared' } },
      });
      expect(elsewhere.status).toBe(200);
    });

    it('may be corrected when it was not understood', async () => {
      expect((await place(anna, 'corrected', { size: 'much' })).status).toBe(400);
      expect((await place(anna, 'corrected')).status).toBe(201);
    });

    it('is done anew a day later, and a minute after its process died', async () => {
      const first = await place(anna, 'old');
      await rows(`UPDATE platform.idempotency_key SET expires_at = now() WHERE key = 'old'`);
      const second = await place(anna, 'old');
      expect(second.headers['idempotency-replayed']).toBeUndefined();
      // The order has the key in its own transaction: even then there is one.
      expect(second.body.id).toBe(first.body.id);
      await rows(`UPDATE platform.idempotency_key SET outcome = NULL WHERE key = 'old'`);
      expect(told(await place(anna, 'old')).code).toBe('request-in-progress');
      await rows(
        `UPDATE platform.idempotency_key SET claimed_at = now() - interval '61 seconds' WHERE key = 'old'`,
      );
      expect((await place(anna, 'old')).status).toBe(201);
    });

    it.each(['', 'with space', 'ü', 'x'.repeat(129)])('is refused when the key is %j', async (key) => {
      const answer = await place(anna, key);
      expect(told(answer)).toEqual({ status: 400, code: 'validation-failed' });
      expect(answer.body.details.fields[0].field).toBe('Idempotency-Key');
    });

    it('is not looked at where the answer is a secret: the code of a link is kept nowhere', async () => {
      const code = () =>
        program.ask('POST', '/api/v1/users/me/telegram/link-code', {
          ...{ as: ben.token, headers: { 'idempotency-key': 'code' } },
        });
      const [first, second] = [await code(), await code()];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body.code).not.toBe(first.body.code);
      expect(await rows(`SELECT key FROM platform.idempotency_key WHERE key = 'code'`)).toEqual([]);
    });

    it('is answered without a body where the first answer had none', async () => {
      const made = await program.ask('POST', '/api/v1/strategies/hyper-rsi/presets', {
        ...{ as: ben.token, body: { name: 'to delete', settings: {} } },
      });
      const path = `/api/v1/strategies/hyper-rsi/presets/${String(made.body.id)}`;
      const remove = () =>
        program.ask('DELETE', path, { as: ben.token, headers: { 'idempotency-key': 'remove' } });
      expect(await remove()).toMatchObject({ status: 204, text: '' });
      expect(await remove()).toMatchObject({ status: 204, text: '' });
      expect((await program.ask('DELETE', path, { as: ben.token })).status).toBe(404);
    });
  });

  describe('an edit', () => {
    const edit = (version: string | null, body: object = { maxLeverage: 5 }) =>
      program.ask('PUT', '/api/v1/risk/limits', {
        ...{ as: ben.token, body, headers: version === null ? {} : { 'if-match': version } },
      });

    it('says which version it was made on', async () => {
      expect(told(await edit(null))).toEqual({ status: 428, code: 'precondition-required' });
      const seen = await program.ask('GET', '/api/v1/risk/limits', { as: ben.token });
      expect(seen.headers.etag).toBe('"0"');
      expect(told(await edit('"3"'))).toEqual({ status: 412, code: 'precondition-failed' });
      const done = await edit('"0"');
      expect([done.status, done.headers.etag, done.body.maxLeverage]).toEqual([200, '"1"', 5]);
      expect(told(await edit('"0"'))).toEqual({ status: 412, code: 'precondition-failed' });
      expect((await edit('*')).headers.etag).toBe('"2"');
    });

    it('on one version has one winner of many at the same moment', async () => {
      const { headers } = await program.ask('GET', '/api/v1/risk/limits', { as: ben.token });
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => edit(String(headers.etag), { maxLeverage: index + 1 })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    });

    it('of what somebody wants to be told is made on the version they have seen', async () => {
      const path = '/api/v1/notifications/preferences';
      const change = (version: string) =>
        program.ask('PUT', path, {
          ...{ as: ben.token, headers: { 'if-match': version } },
          body: { leastPriority: 'high', timeZone: 'UTC' },
        });
      expect((await program.ask('GET', path, { as: ben.token })).headers.etag).toBe('"0"');
      expect(told(await change('"1"'))).toEqual({ status: 412, code: 'precondition-failed' });
      const done = await change('"0"');
      expect([done.status, done.headers.etag, done.body.version]).toEqual([200, '"1"', 1]);
      expect(told(await change('"0"'))).toEqual({ status: 412, code: 'precondition-failed' });
      expect((await change('*')).headers.etag).toBe('"2"');
    });

    it('of the settings of a bot is made on the version somebody has seen', async () => {
      const made = await program.ask('POST', '/api/v1/strategies/hyper-rsi', {
        as: anna.token,
        body: { accountId: anna.accountId, name: 'edited', settings: { symbol: PERPETUAL } },
      });
      expect(made.status).toBe(201);
      const path = `/api/v1/strategies/hyper-rsi/${String(made.body.id)}`;
      const seen = await program.ask('GET', path, { as: anna.token });
      const change = (version: string) =>
        program.ask('PUT', `${path}/settings`, {
          ...{ as: anna.token, body: { settings: { leverage: 4 } }, headers: { 'if-match': version } },
        });
      const tag = String(seen.headers.etag);
      const [first, second] = [await change(tag), await change(tag)];
      expect([first.status, first.body.settingsVersion]).toEqual([
        200,
        Number(seen.body.settingsVersion) + 1,
      ]);
      expect(told(second)).toEqual({ status: 412, code: 'precondition-failed' });
    });
  });

  it('a list in the place of an object is refused, though lists have members that are named like ours', async () => {
    const answer = await program.ask('POST', '/api/v1/backtests', { as: anna.token, body: [] });
    expect(told(answer)).toEqual({ status: 400, code: 'validation-failed' });
    const fields: { field: string; value: string }[] = answer.body.details.fields;
    expect(new Set(fields.map(({ value }) => value))).toEqual(new Set(['missing']));
  });

  describe('what a route does not read', () => {
    it.each([
      ['GET', '/api/v1/risk/limits?userId=ben', undefined],
      ['GET', '/api/v1/users/me?x=1', undefined],
      ['POST', '/api/v1/risk/resume', { userId: 'ben' }],
      ['POST', '/api/v1/auth/logout', ['everything']],
      ['DELETE', '/api/v1/auth/sessions/none', { force: true }],
    ])('is refused: %s %s %j', async (method, url, body) => {
      expect(told(await program.ask(method, url, { as: anna.token, body }))).toEqual({
        ...{ status: 400, code: 'validation-failed' },
      });
    });

    it('is no reason to refuse a probe', async () => {
      expect((await program.ask('GET', '/health?from=balancer')).status).toBe(200);
    });
  });
});

describe('limits of requests', () => {
  it('tell how many are left, and are counted for each person and each network', async () => {
    const program = await WholeProgram.boot({ TB_REQUESTS_PER_MINUTE: '10', TB_FEED_SPEED: '1' });
    try {
      const [anna, ben] = [await program.person('anna'), await program.person('ben')];
      const me = ({ token }: Person) => program.ask('GET', '/api/v1/users/me', { as: token });
      const answers = [];
      for (let index = 0; index < 11; index += 1) answers.push(await me(anna));
      expect(answers[0]!.headers).toMatchObject({
        ...{ 'ratelimit-limit': '10', 'ratelimit-remaining': '9', 'ratelimit-reset': '6' },
      });
      expect(answers.slice(0, 10).every(({ status }) => status === 200)).toBe(true);
      expect(answers[10]!.body).toMatchObject({ code: 'too-many-requests', details: { retryAfterSec: 6 } });
      expect(answers[10]!.headers).toMatchObject({ 'retry-after': '6', 'ratelimit-remaining': '0' });
      expect((await me(ben)).status).toBe(200);
      const strangers = [];
      for (let index = 0; index < 11; index += 1)
        strangers.push(
          await program.ask('GET', '/api/v1/users/me', {
            headers: { authorization: 'Bearer a.b.c', 'x-forwarded-for': `203.0.113.${index}` },
          }),
        );
      expect(strangers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
      for (let index = 0; index < 20; index += 1)
        expect((await program.ask('GET', '/health')).status).toBe(200);
    } finally {
      await program.close();
    }
  }, 120_000);
});
