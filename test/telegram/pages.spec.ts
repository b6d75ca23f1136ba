import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pages from '../../src/modules/notifications/domain/index.js';
import { commandOf, plainText, readUpdate, type Page } from '../../src/modules/notifications/domain/index.js';
import type { InstanceView } from '../../src/shared/pure/strategy/instance.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';

const bot = (more: Partial<InstanceView> = {}): InstanceView => ({
  ...{ id: 'bot-1', userId: 'u', strategy: 'hyper-rsi', name: 'Demo', accountId: 'a', venue: 'paper' },
  ...{ symbol: 'BTC/USDT:USDT', timeframe: '5m', state: 'running', stateReason: null, settings: {} },
  ...{ settingsVersion: 1, epoch: 1, lastDecidedAt: null, createdAt: epochMs(0) },
  ...more,
});
const grid = bot({
  id: 'bot-2',
  strategy: 'grid',
  name: '그리드 하나',
  symbol: 'BTC/USDT',
  state: 'stopped',
  stateReason: 'range-exit',
});
const position = {
  ...({
    venue: 'paper',
    strategy: 'hyper-rsi',
    symbol: 'BTC/USDT:USDT',
    side: 'short',
    size: '0.005',
  } as const),
  ...{ averagePrice: '60123.456789012345', markPrice: '59000', floatingPnl: '5.61', protectedSize: '0.005' },
};
const sums = {
  currency: 'USDT',
  realisedPnl: '12.5',
  floatingPnl: '-3.25',
  fees: '0.4',
  funding: '-0.01',
  total: '8.84',
  today: { net: '1.5' },
};
const explanation = {
  ...{ instanceId: 'bot-1', candleOpen: epochMs(0), decidedAt: epochMs(1_746_144_000_000) },
  verdicts: [
    {
      subject: { ko: '롱 진입', en: 'Long entry' },
      outcome: { ko: 'RSI 신호 없음', en: 'No RSI signal' },
      seen: { value: '41.2', threshold: '30' },
    },
    {
      subject: { ko: '추가 진입', en: 'Add' },
      outcome: { ko: '모든 조건 통과', en: 'All gates passed' },
      seen: null,
    },
  ],
};
const overview = {
  ...{
    marketTime: '2025-05-02T00:00:00.000Z',
    simulated: true,
    bots: 3,
    running: 1,
    failed: 1,
    openPositions: 2,
  },
  ...{ halted: true, today: [{ currency: 'USDT', net: '-12.5' }] },
};

const SAMPLES: Readonly<Record<string, (language: 'ko' | 'en') => Page>> = {
  help: pages.helpPage,
  welcome: pages.welcomePage,
  language: pages.languagePage,
  'language changed': pages.languageChangedPage,
  stranger: () => pages.strangerPage(),
  unknown: pages.unknownPage,
  broken: pages.brokenPage,
  'not allowed': pages.notAllowedPage,
  expired: pages.expiredPage,
  cancelled: pages.cancelledPage,
  status: (language) => pages.statusPage(overview, language),
  'status of a quiet market': (language) =>
    pages.statusPage(
      { ...overview, marketTime: null, simulated: false, failed: 0, halted: false, today: [] },
      language,
    ),
  bots: (language) =>
    pages.botsPage(
      [
        { bot: bot(), result: { total: '12.3', currency: 'USDT' } },
        { bot: grid, result: null },
      ],
      language,
    ),
  'no bots': (language) => pages.botsPage([], language),
  'which bot': (language) => pages.whichBotPage([bot(), grid], 'why', language),
  'which bot to stop, of none': (language) => pages.whichBotPage([], 'stop', language),
  'which bot, of none': (language) => pages.whichBotPage([], 'why', language),
  why: (language) => pages.whyPage(bot(), explanation, language),
  'why, before a decision': (language) => pages.whyPage(bot(), null, language),
  balance: (language) =>
    pages.balancePage(
      [
        { label: 'Demo', venue: 'paper', balances: [{ currency: 'USDT', total: '10000', free: '9500.5' }] },
        { label: 'Main', venue: 'okx', balances: null },
      ],
      language,
    ),
  'no account': (language) => pages.balancePage([], language),
  positions: (language) =>
    pages.positionsPage(
      [
        position,
        { ...position, venue: 'okx', side: 'long', markPrice: null, floatingPnl: null, protectedSize: null },
      ],
      language,
    ),
  'no position': (language) => pages.positionsPage([], language),
  'profit and loss': (language) =>
    pages.pnlPage(
      [sums, { ...sums, currency: 'KRW', total: null, floatingPnl: null }],
      '2025-05-02',
      language,
    ),
  'nothing traded': (language) => pages.pnlPage([], '2025-05-02', language),
  'stop a bot': (language) => pages.askStopPage(bot(), 'TOKEN', language),
  'stopping, closed': (language) => pages.stoppedPage(bot(), 'close', language),
  'stopping, kept': (language) => pages.stoppedPage(grid, 'keep', language),
  'close what was kept': (language) => pages.askClosePage(grid, [{ size: '-0.25' }], 'TOKEN', language),
  'closing what was kept': (language) => pages.closingPage(grid, language),
  'what was kept cannot be closed': (language) => pages.notClosedPage(grid, language),
  'no such bot': pages.goneBotPage,
  panic: (language) => pages.askPanicPage(2, 'TOKEN', language),
  halted: (language) => pages.panickedPage({ stopping: [], refused: [], closing: false }, language),
  'halted and closing, but one': (language) =>
    pages.panickedPage(
      { stopping: [bot()], refused: [{ bot: grid, code: 'unavailable' }], closing: true },
      language,
    ),
};

describe('what the bot shows', () => {
  it.each(['ko', 'en'] as const)('in %s is what its golden file says', (language) => {
    const text = Object.entries(SAMPLES)
      .map(([title, make]) => {
        const { spans, buttons } = make(language);
        const rows = buttons.map((row) => row.map(({ label, data }) => `[${label} = ${data}]`).join(' '));
        return [`# ${title}`, plainText(spans), ...rows, ''].join('\n');
      })
      .join('\n');
    const file = join(__dirname, 'golden', `pages.${language}.txt`);
    if (process.env.WRITE_GOLDEN === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('fits into a message, and its buttons into 64 bytes, with ids as they are', () => {
    const uuid = '01970000-0000-7000-8000-000000000000';
    const many = Array.from({ length: 100 }, () => bot({ id: uuid }));
    const shown = [pages.whichBotPage(many, 'stop', 'ko'), pages.askPanicPage(2, 'x'.repeat(22), 'ko')];
    for (const { data } of shown.flatMap(({ buttons }) => buttons.flat()))
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(shown[0]!.buttons).toHaveLength(20);
  });
});

describe('what is said to the bot', () => {
  const from = { id: 7, is_bot: false };
  const message = { message_id: 1, from, chat: { id: 7, type: 'private' }, text: '/stop@our_bot  one two' };

  it('is a command with words, typed or pressed', () => {
    const typed = readUpdate({ update_id: 5, message })!;
    expect(typed).toMatchObject({
      updateId: 5,
      said: { chatId: '7', fromId: '7', isPrivate: true, press: null },
    });
    expect(commandOf(typed.said!)).toEqual({ name: 'stop', words: ['one', 'two'] });
    const query = { id: 'p', from, message: { message_id: 9, chat: message.chat }, data: 'ok TOKEN 1' };
    const pressed = readUpdate({ update_id: 6, callback_query: query })!;
    expect(pressed.said).toMatchObject({ press: { id: 'p', messageId: 9 } });
    expect(commandOf(pressed.said!)).toEqual({ name: 'ok', words: ['TOKEN', '1'] });
    expect(commandOf({ text: 'good morning', press: null })).toBeNull();
  });

  it('is private only where the chat is that of who speaks', () => {
    const said = (more: object) => readUpdate({ update_id: 1, message: { ...message, ...more } })?.said;
    expect(said({ chat: { id: 8, type: 'private' } })?.isPrivate).toBe(false);
    expect(said({ chat: { id: 7, type: 'group' } })?.isPrivate).toBe(false);
    expect(said({ forward_date: 1 })?.forwarded).toBe(true);
    expect(said({ from: { id: 7, is_bot: true } })).toBeNull();
  });

  it.each([null, 7, 'x', [], {}, { update_id: -1 }, { update_id: 1.5 }, { update_id: '7' }])(
    'is no update when it is %j',
    (json) => expect(readUpdate(json)).toBeNull(),
  );

  it.each([
    { message: null },
    { message: { text: 7 } },
    { message: { text: 'x', from: { id: '7' }, chat: { id: 7 } } },
    { callback_query: { id: 'p', from, data: 'x' } },
    { edited_message: message },
    { __proto__: { message } },
  ])('is nothing to listen to when it is %j', (content) => {
    expect(readUpdate({ update_id: 1, ...content })).toEqual({ updateId: 1, said: null });
  });
});
