import fc from 'fast-check';
import { bodyOf, type Span } from '../../src/modules/notifications/domain/index.js';
import { TelegramClient } from '../../src/modules/notifications/outbound/telegram/telegram-client.js';
import { TelegramMessenger } from '../../src/modules/notifications/outbound/telegram/telegram-messenger.js';
import { ALARM, CourierRig, FILL } from '../notifications/courier-rig.js';
import { BotApiServer } from './bot-api-server.js';
import { TOKEN } from '../kit/in-process-program.js';

const LEE = 700_002;
const HOUR = 3_600_000;
const LOUD = { silent: false };

describe('messages through telegraf to a Bot API server', () => {
  let api: BotApiServer;
  let client: TelegramClient;
  let messenger: TelegramMessenger;

  beforeEach(async () => {
    api = await BotApiServer.listen(TOKEN);
    client = new TelegramClient({ token: TOKEN, apiRoot: api.root });
    messenger = new TelegramMessenger(client);
    api.opens(LEE);
  });
  afterEach(async () => {
    client.close();
    await api.close();
  });

  const send = (...spans: readonly Span[]) => messenger.send(String(LEE), bodyOf(spans), LOUD);
  const texts = () => api.shown(LEE).map(({ text }) => text);

  test('arrive as they were written, whatever a venue calls its symbols', async () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '&',
        '_',
        '*',
        '[',
        ']',
        '`',
        '~',
        '\\',
        '&lt;',
        '</b>',
        'BTC',
        '😀',
        '한',
        '"',
      ),
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (bold, plain) => {
        fc.pre(`${bold}${plain}`.trim() !== '');
        expect(await send({ text: bold, style: 'bold' }, { text: plain })).toEqual({ kind: 'sent' });
        const { text, entities } = api.shown(LEE).at(-1)!;
        expect(text).toBe(bold + plain);
        expect(entities).toEqual(bold === '' ? [] : [`bold:${bold}`]);
      }),
      { numRuns: 150 },
    );
  });

  test('go out plain when the server cannot read them otherwise', async () => {
    api.fault = (_, { parse_mode }) =>
      parse_mode === 'HTML'
        ? { status: 400, description: "Bad Request: can't parse entities: unsupported start tag" }
        : null;
    expect(await send({ text: '#1', style: 'bold' }, { text: ' <BTC>' })).toEqual({ kind: 'sent' });
    expect(api.shown(LEE)).toMatchObject([{ text: '#1 <BTC>', entities: [] }]);
  });

  test('know a shut door, a wait, a refusal and a silence from one another', async () => {
    const told = async (status: number, description: string, retryAfter?: number) => {
      api.fault = () => ({ status, description, ...(retryAfter === undefined ? {} : { retryAfter }) });
      return send({ text: 'x' });
    };
    expect(await told(403, 'Forbidden: bot was blocked by the user')).toMatchObject({ kind: 'blocked' });
    expect(await told(400, 'Bad Request: chat not found')).toMatchObject({ kind: 'blocked' });
    expect(await told(429, 'Too Many Requests: retry after 7', 7)).toEqual({
      kind: 'throttled',
      retryAfterMs: 7_000,
    });
    expect(await told(400, 'Bad Request: message is too long')).toMatchObject({ kind: 'refused' });
    expect(await told(502, 'Bad Gateway')).toMatchObject({ kind: 'unreachable' });
    expect(await told(401, 'Unauthorized')).toMatchObject({ kind: 'unreachable', error: '401 Unauthorized' });
    api.fault = () => 'broken';
    const lost = await send({ text: 'x' });
    expect(lost).toMatchObject({ kind: 'unreachable' });
    expect(JSON.stringify(lost)).not.toContain(TOKEN.slice(0, 20));
  });

  test('take the place of an older one, or stand below it when that is gone', async () => {
    await send({ text: 'first' });
    const [first] = api.shown(LEE);
    const next = (text: string, replaces: number) =>
      messenger.send(String(LEE), { ...bodyOf([{ text }]), replaces, pressed: 'a press of long ago' }, LOUD);
    expect(await next('second', first!.id)).toEqual({ kind: 'sent' });
    expect(await next('second', first!.id)).toEqual({ kind: 'sent' });
    expect(texts()).toEqual(['second']);
    expect(await next('third', 999)).toEqual({ kind: 'sent' });
    expect(texts()).toEqual(['second', 'third']);
  });

  describe('from their rows', () => {
    let rig: CourierRig;

    beforeEach(async () => {
      rig = await CourierRig.open(messenger);
      rig.courier.start();
      await rig.opened('lee', String(LEE));
    });
    afterEach(() => rig.close());

    test('survive an hour without Telegram, the urgent first', async () => {
      api.fault = () => 'broken';
      await rig.told('lee', FILL);
      await rig.pass(HOUR / 2);
      await rig.told('lee', ALARM);
      await rig.pass(HOUR / 2);
      expect(texts()).toEqual([]);
      expect(api.calls.length).toBeLessThan(80);
      api.fault = () => null;
      await rig.pass(2 * 60_000);
      expect(texts().map((text) => text.slice(0, 2))).toEqual(['#2', '#1']);
    });

    test('wait as long as they are told to', async () => {
      api.fault = () =>
        rig.clock.monotonicMs() < 20_000
          ? { status: 429, description: 'Too Many Requests: retry after 20', retryAfter: 20 }
          : null;
      await rig.told('lee', FILL);
      await rig.pass(19_000);
      expect(api.calls).toHaveLength(1);
      await rig.pass(3_000);
      expect(texts()).toHaveLength(1);
    });

    test('end at a blocked bot, which the list tells', async () => {
      api.blocks(LEE);
      await rig.told('lee', FILL);
      await rig.pass(3_000);
      await rig.told('lee', ALARM);
      await rig.pass(3_000);
      expect(api.calls).toHaveLength(1);
      const kinds = (await rig.notifications.list('lee', null, 10)).map(({ kind }) => kind);
      expect(kinds).toEqual(['trading-halted', 'telegram-blocked', 'order-filled']);
    });
  });
});
