import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import { eventually } from '../kit/eventually.js';
import { BotApiServer } from './bot-api-server.js';
import { createTestDatabase, Program, TOKEN, type TestDatabase } from '../kit/in-process-program.js';

const LEE = 700_003;
const EVE = 700_004;
const PARK = 700_005;
const GROUP = -100_500;

describe('who is obeyed', () => {
  let api: BotApiServer;
  let place: TestDatabase;
  let program: Program;
  let lee: string;

  beforeAll(async () => {
    api = await BotApiServer.listen(TOKEN);
    place = await createTestDatabase();
    program = await Program.start(place, {
      ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, TB_DEMO: 'off' },
    });
    lee = await program.person('lee@example.com');
    await link(LEE, lee);
  }, 60_000);
  afterAll(async () => {
    await program.stop();
    await place.drop();
    await api.close();
  });
  afterEach(async () => {
    await program.bus.ask(new HaltTrading({ userId: lee, halted: false }));
  });

  const codeOf = async (userId: string): Promise<string> =>
    (await program.ask('POST', '/users/me/telegram/link-code', userId)).body.code;
  const texts = (chat: number) => api.shown(chat).map(({ text }) => text);
  const newest = (chat: number) => texts(chat).at(-1) ?? '';
  const link = async (person: number, userId: string): Promise<void> => {
    api.says(person, `/start ${await codeOf(userId)}`);
    await eventually(() => texts(person).some((text) => text.startsWith('You are linked')));
  };
  /** Until every update is dealt with and every answer is out. */
  const quiet = () =>
    eventually(async () => {
      const { rows } = await program.rows(`
        SELECT (SELECT count(*) FROM notifications.telegram_update WHERE done_at IS NULL) +
               (SELECT count(*) FROM notifications.outgoing WHERE state = 'waiting') AS open`);
      return api.unconfirmed === 0 && rows[0].open === '0';
    });
  const halted = async (): Promise<boolean> => (await program.ask('GET', '/risk/limits', lee)).body.halted;

  test('an update that comes three times is answered once', async () => {
    const update = api.says(LEE, '/help');
    api.deliver(update);
    await quiet();
    api.deliver(update);
    await quiet();
    expect(texts(LEE).filter((text) => text.startsWith('What I can do'))).toHaveLength(1);
  });

  const sees = (chat: number, words: string) =>
    eventually(() => texts(chat).some((text) => text.includes(words)));
  /** Asks for the emergency stop; the message with its first button. */
  const asksToPanic = async () => {
    api.says(LEE, '/panic');
    const { id, buttons } = await eventually(() =>
      api.shown(LEE).find(({ text }) => text.includes('Emergency stop?')),
    );
    return { id, data: buttons[0]![0]!.callback_data };
  };

  test('a confirmation that comes three times, or is pressed three times, acts once', async () => {
    const { id, data } = await asksToPanic();
    const press = api.pressesData(LEE, id, data);
    api.deliver(press);
    await sees(LEE, 'Emergency stop is on');
    await quiet();
    expect(await halted()).toBe(true);
    await program.bus.ask(new HaltTrading({ userId: lee, halted: false }));
    api.deliver(press);
    api.pressesData(LEE, id, data);
    await sees(LEE, 'confirmation is over');
    await quiet();
    expect(await halted()).toBe(false);
  });

  test('a confirmation is worth nothing in other hands, nor after its two minutes', async () => {
    await link(PARK, await program.person('park@example.com'));
    const { id, data } = await asksToPanic();
    api.pressesData(PARK, id, data);
    await sees(PARK, 'confirmation is over');
    await program.rows(`UPDATE notifications.confirmation SET expires_at = now() - interval '1 second'`);
    api.pressesData(LEE, id, data);
    await eventually(() =>
      api
        .shown(LEE)
        .find((one) => one.id === id)
        ?.text.includes('confirmation is over'),
    );
    expect(await halted()).toBe(false);
  });

  test('strangers get one neutral answer, whatever they ask and however often', async () => {
    for (const text of ['/status', '/panic', '/start', '/start k7wq-m2xt-9hcd', 'hello', '/status'])
      api.says(EVE, text);
    await quiet();
    expect(texts(EVE)).toHaveLength(1);
    expect(newest(EVE)).toContain('I only talk to linked people, in private.');
    expect(JSON.stringify(api.shown(EVE))).not.toContain('lee');
  });

  test('a group is not a place to talk, and a forwarded word is somebody else’s', async () => {
    const before = texts(LEE).length;
    api.saysInGroup(LEE, GROUP, '/status');
    api.saysInGroup(LEE, GROUP, 'good morning');
    api.says(LEE, '/panic', { forward_origin: { type: 'user', date: 0 } });
    await quiet();
    expect(texts(GROUP)).toHaveLength(1);
    expect(newest(GROUP)).toContain('linked people, in private');
    expect(
      texts(LEE)
        .slice(before)
        .every((text) => text.includes('linked people, in private')),
    ).toBe(true);
  });

  test('a code works once, for ten minutes, and five wrong ones are enough', async () => {
    const choi = await program.person('choi@example.com');
    const [used, mallory] = [await codeOf(choi), 700_006];
    const replaced = used;
    const code = await codeOf(choi);
    const linkedAt = async () => (await program.ask('GET', '/users/me/telegram', choi)).body.linkedAt;
    api.says(mallory, `/start ${replaced}`);
    await program.rows(`UPDATE users.telegram_code SET expires_at = now() - interval '1 second'`);
    api.says(mallory, `/start ${code}`);
    await quiet();
    expect(await linkedAt()).toBeNull();
    const fresh = await codeOf(choi);
    for (let wrong = 0; wrong < 3; wrong += 1) api.says(mallory, `/start aaaa-bbbb-ccc${wrong + 2}`);
    // The sixth is right, and comes too late.
    api.says(mallory, `/start ${fresh}`);
    await quiet();
    expect(await linkedAt()).toBeNull();
    await link(700_007, choi);
    expect(await linkedAt()).not.toBeNull();
    const { rows } = await program.rows('SELECT code_hash FROM users.telegram_code');
    expect(JSON.stringify(rows)).not.toContain(fresh);
  });

  test('an account that speaks for one person cannot be taken for another', async () => {
    const other = await program.person('other@example.com');
    api.says(LEE, `/start ${await codeOf(other)}`);
    await quiet();
    expect((await program.ask('GET', '/users/me/telegram', other)).body.linkedAt).toBeNull();
  });

  test('who may only look cannot stop anything', async () => {
    const viewer = 700_008;
    await link(viewer, await program.person('viewer@example.com', 'viewer'));
    api.says(viewer, '/panic');
    await sees(viewer, 'You may not do that');
    api.says(viewer, '/stop');
    await quiet();
    expect(
      api
        .shown(viewer)
        .flatMap(({ buttons }) => buttons.flat())
        .map(({ text }) => text),
    ).not.toContain('Only open nothing new');
  });

  test('whose account was disabled is a stranger, and again obeyed when it is not', async () => {
    const noh = await program.person('noh@example.com');
    await link(700_011, noh);
    const mark = (at: string) =>
      program.rows(`UPDATE users."user" SET disabled_at = ${at} WHERE id = '${noh}'`);
    await mark('now()');
    api.says(700_011, '/status');
    await sees(700_011, 'linked people, in private');
    await mark('NULL');
    api.says(700_011, '/help');
    await sees(700_011, 'What I can do');
  });

  test('who is unlinked is a stranger again, and is told so in the list', async () => {
    const kang = await program.person('kang@example.com');
    await link(700_009, kang);
    expect((await program.ask('DELETE', '/users/me/telegram', kang)).status).toBe(204);
    await eventually(async () => {
      const { items } = (await program.ask('GET', '/notifications', kang)).body;
      return items[0].kind === 'telegram-unlinked';
    });
    api.says(700_009, '/status');
    await sees(700_009, 'linked people, in private');
    expect((await program.ask('GET', '/notifications/preferences', kang)).body.channels).toEqual([]);
  });

  test('who had blocked the bot and speaks to it again is written to again', async () => {
    const jung = await program.person('jung@example.com');
    await link(700_010, jung);
    api.blocks(700_010);
    await program.ask('POST', '/notifications/test', jung);
    const channel = async () =>
      (await program.ask('GET', '/notifications/preferences', jung)).body.channels[0];
    await eventually(async () => (await channel()).state === 'blocked');
    api.unblocks(700_010);
    api.says(700_010, '/start');
    await eventually(async () => (await channel()).state === 'active');
    await program.ask('POST', '/notifications/test', jung);
    await sees(700_010, 'This is a test message.');
  });

  test('nothing of it gets into the log: no token, no code, no word that was said', async () => {
    const log = program.lines.join('\n');
    expect(log).not.toContain(TOKEN);
    expect(log).not.toContain('aaaa-bbbb');
    expect(log).not.toContain('good morning');
  });
});

describe('two processes of one bot', () => {
  test('never ask for updates at the same time, and the second goes on where the first has stopped', async () => {
    const api = await BotApiServer.listen(TOKEN);
    const place = await createTestDatabase();
    const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, TB_DEMO: 'off' };
    const first = await Program.start(place, env);
    await eventually(() => api.calls.some(({ method }) => method === 'getUpdates'));
    const second = await Program.start(place, { ...env, TB_ROLES: 'bot' }, 'another host');
    try {
      api.says(EVE, '/start');
      await eventually(() => api.shown(EVE).length === 1);
      await first.stop();
      api.says(LEE, '/start');
      await eventually(() => api.shown(LEE).length === 1);
      expect(api.conflicts).toBe(0);
      expect(api.calls.filter(({ method }) => method === 'deleteWebhook')).toHaveLength(2);
    } finally {
      await second.stop();
      await place.drop();
      await api.close();
    }
  }, 60_000);
});

describe('a bot that updates are brought to', () => {
  test('believes only who knows the secret, and asks for nothing', async () => {
    const api = await BotApiServer.listen(TOKEN);
    const place = await createTestDatabase();
    const program = await Program.start(place, {
      ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, TB_DEMO: 'off', PORT: '0' },
      TELEGRAM_WEBHOOK_URL: 'https://trade.example.org',
    });
    try {
      const webhook = await eventually(() => api.webhook);
      expect(webhook.url).toBe('https://trade.example.org/api/v1/telegram/webhook');
      expect(webhook.secret).toMatch(/^[\w-]{32,256}$/);
      // As if the proxy of the operator passed it on.
      api.webhook = { ...webhook, url: `${program.url}/api/v1/telegram/webhook` };
      const knock = async (secret: string | null) => {
        const update = {
          update_id: 5,
          message: { message_id: 1, from: { id: LEE }, chat: { id: LEE, type: 'private' }, text: '/start' },
        };
        const proof: Record<string, string> =
          secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret };
        const headers = { 'content-type': 'application/json', ...proof };
        return (await fetch(api.webhook!.url, { method: 'POST', headers, body: JSON.stringify(update) }))
          .status;
      };
      api.opens(LEE);
      expect([await knock(null), await knock('wrong'), await knock(`${webhook.secret}x`)]).toEqual([
        401, 401, 401,
      ]);
      expect((await program.rows('SELECT 1 FROM notifications.telegram_update')).rows).toEqual([]);
      expect(await knock(webhook.secret)).toBe(204);
      api.says(EVE, '/start');
      await eventually(() => api.shown(LEE).length === 1 && api.shown(EVE).length === 1);
      expect(api.unconfirmed).toBe(0);
      expect(api.calls.filter(({ method }) => method === 'getUpdates')).toEqual([]);
    } finally {
      await program.stop();
      await place.drop();
      await api.close();
    }
  }, 60_000);
});

describe('without a token', () => {
  test('everything works, nothing is sent, and the webhook does not answer', async () => {
    const place = await createTestDatabase();
    const program = await Program.start(place, { TB_DEMO: 'off' });
    try {
      const lee = await program.person('lee@example.com');
      expect((await program.ask('POST', '/users/me/telegram/link-code', lee)).status).toBe(201);
      expect(await program.ask('POST', '/notifications/test', lee)).toMatchObject({
        status: 202,
        body: { channels: [] },
      });
      const { items } = (await program.ask('GET', '/notifications', lee)).body;
      expect(items.map(({ kind }: { kind: string }) => kind)).toContain('test-message');
      expect((await program.ask('POST', '/telegram/webhook', lee, { update_id: 1 })).status).toBe(401);
    } finally {
      await program.stop();
      await place.drop();
    }
  }, 60_000);
});
