import { PgOutgoingStore } from '../../src/modules/notifications/outbound/pg-outgoing-store.js';
import { bootApp, type BootedApp } from '../positions/app.js';

const PREFERENCES = '/api/v1/notifications/preferences';
const DELIVERIES = '/api/v1/notifications/deliveries';

describe('how a person is told, over HTTP', () => {
  let app: BootedApp;

  beforeAll(async () => {
    app = await bootApp();
  });
  afterEach(() => app.forget());
  afterAll(() => app.close());

  const rows = (statement: string) => app.database.pool('api').query(statement);
  const linked = async (userId: string) => {
    await rows(`INSERT INTO notifications.channel VALUES ('${userId}', 'telegram', 'chat of ${userId}', 'active', now())
                ON CONFLICT DO NOTHING`);
  };

  test('is everything at any time until they choose', async () => {
    const { status, body } = await app.get(PREFERENCES);
    expect([status, body]).toEqual([
      200,
      { version: 0, leastPriority: 'low', mutedKinds: [], quietHours: null, timeZone: 'UTC', channels: [] },
    ]);
  });

  test('is what they chose, and nobody else’s affair', async () => {
    const wanted = {
      ...{ leastPriority: 'high', mutedKinds: ['order-filled'], timeZone: 'Asia/Seoul' },
      quietHours: { from: '22:30', to: '07:00' },
    };
    expect(await app.put(PREFERENCES, wanted)).toMatchObject({ status: 200, body: wanted });
    expect((await app.get(PREFERENCES)).body).toEqual({ ...wanted, version: 1, channels: [] });
    expect((await app.get(PREFERENCES, { userId: 'u-2' })).body.leastPriority).toBe('low');
    await app.put(PREFERENCES, { leastPriority: 'low', timeZone: 'UTC' });
    expect((await app.get(PREFERENCES)).body.quietHours).toBeNull();
  });

  test.each([
    [{ leastPriority: 'loud', timeZone: 'UTC' }, 'leastPriority'],
    [{ leastPriority: 'low', timeZone: 'Asia/Atlantis' }, 'timeZone'],
    [
      { leastPriority: 'low', timeZone: 'UTC', quietHours: { from: '25:00', to: '07:00' } },
      'quietHours.from',
    ],
    [{ leastPriority: 'low', timeZone: 'UTC', userId: 'u-2' }, 'userId'],
  ])('is refused as %j', async (body, field) => {
    const answer = await app.put(PREFERENCES, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
    expect(answer.body.details.fields.map((one: { field: string }) => one.field)).toContain(field);
  });

  test('a test message takes the way of all others, and says where it goes', async () => {
    expect((await app.post('/api/v1/notifications/test')).body).toEqual({ channels: [] });
    await linked('u-1');
    expect(await app.post('/api/v1/notifications/test')).toEqual({
      status: 202,
      body: { channels: ['telegram'] },
    });
    const { items } = (await app.get('/api/v1/notifications')).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['test-message', 'test-message']);
    expect((await app.get(DELIVERIES)).body.items).toMatchObject([
      { channel: 'telegram', number: 2, state: 'waiting', attempts: 0, lastError: null, endedAt: null },
    ]);
    expect((await app.get(PREFERENCES)).body.channels).toMatchObject([{ kind: 'telegram', state: 'active' }]);
  });

  test('dead messages are listed with their reason, page by page, to their owner, who may try them again', async () => {
    await linked('u-1');
    for (let count = 0; count < 3; count += 1) await app.post('/api/v1/notifications/test');
    await rows(`UPDATE notifications.outgoing SET state = 'dead', last_error = '502', ended_at = now()`);
    const first = await app.get(`${DELIVERIES}?state=dead&limit=2`);
    const second = await app.get(`${DELIVERIES}?state=dead&limit=2&cursor=${first.body.nextCursor}`);
    const dead = [...first.body.items, ...second.body.items];
    expect(dead.map(({ number, lastError }) => [number, lastError])).toEqual([
      [3, '502'],
      [2, '502'],
      [1, '502'],
    ]);
    expect((await app.get(`${DELIVERIES}?state=dead`, { userId: 'u-2' })).body.items).toEqual([]);
    const retry = `${DELIVERIES}/${dead[0].id}/retry`;
    expect((await app.post(retry, { userId: 'u-2' })).status).toBe(404);
    expect((await app.post(retry)).status).toBe(204);
    expect((await app.post(retry)).status).toBe(404);
    expect((await app.get(`${DELIVERIES}?state=waiting`)).body.items).toHaveLength(1);
  });

  test('without a token a message waits in its row for its day, and is dead after it', async () => {
    await linked('u-1');
    await app.post('/api/v1/notifications/test');
    await rows(`UPDATE notifications.outgoing SET expires_at = now() - interval '1 second'`);
    await new PgOutgoingStore(app.database.pool('api')).expire();
    expect((await app.get(`${DELIVERIES}?state=dead`)).body.items).toMatchObject([
      { lastError: 'nobody could send it in time' },
    ]);
  });
});
