import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChangeLanguage } from '../../src/modules/users/contracts/commands/change-language.command.js';
import { eventually } from '../kit/eventually.js';
import { BotApiServer } from './bot-api-server.js';
import { createTestDatabase, Program, TOKEN, type TestDatabase } from '../kit/in-process-program.js';

const KIM = 700_001;
const GOLDEN = join(__dirname, 'golden', 'conversation.ko.txt');

/** What changes from run to run: the code. */
const steady = (text: string): string => text.replace(/[a-z2-9]{4}(-[a-z2-9]{4}){2}/g, 'xxxx-xxxx-xxxx');

describe('a conversation in Korean, from the link to the emergency stop', () => {
  let api: BotApiServer;
  let place: TestDatabase;
  let program: Program;
  let userId: string;
  const transcript: string[] = [];

  beforeAll(async () => {
    api = await BotApiServer.listen(TOKEN);
    place = await createTestDatabase();
    program = await Program.start(place, { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root });
    userId = await program.demo();
    await program.bus.ask(new ChangeLanguage({ userId, language: 'ko' }));
  }, 60_000);
  afterAll(async () => {
    await program.stop();
    await place.drop();
    await api.close();
  });

  /** What the chat shows, message by message, as a person would read it. */
  const shown = (): readonly string[] =>
    api.shown(KIM).map(({ text, buttons, edits }) => {
      const rows = buttons.map((row) => row.map(({ text: label }) => `[${label}]`).join(' '));
      return [`봇${edits > 0 ? ' (고침)' : ''}: ${text}`, ...rows].join('\n');
    });

  /** News has a number; everything else is an answer. */
  const answers = (): readonly string[] => shown().filter((text) => !/^봇: #\d/.test(text));

  /** Does something and waits for what the bot answers. */
  const then = async (said: string, act: () => void): Promise<void> => {
    const before = answers();
    act();
    const after = await eventually(() => (answers().join('') === before.join('') ? null : answers()));
    transcript.push(`나: ${said}`, ...after.filter((text) => !before.includes(text)));
  };
  /** News comes by the way of all news, whenever it comes. */
  const hears = async (words: string): Promise<void> => {
    transcript.push(await eventually(() => shown().find((text) => text.includes(words))));
  };
  const says = (text: string) => then(text, () => void api.says(KIM, text));
  const presses = (label: string) => then(`(${label})`, () => void api.pressesButton(KIM, label));

  test('reads as it is written down', async () => {
    const { body } = await program.ask('POST', '/users/me/telegram/link-code', userId);
    await says(body.message);
    await hears('텔레그램이 연결되었습니다');
    for (const command of ['/help', '/status', '/bots', '/positions', '/balance', '/pnl', '/why'])
      await says(command);
    await presses('HyperRSI "Demo HyperRSI" · BTC/USDT:USDT');
    await says('/language');
    await presses('English');
    await says('/language ko');
    await says('/stop');
    await presses('그리드 "Demo Grid" · BTC/USDT');
    await presses('멈추고 포지션 청산');
    await hears('요청에 따라 멈췄습니다');
    await says('/panic');
    await presses('취소');
    await says('/panic');
    await presses('모두 멈추고 포지션 청산');
    await hears('모든 계좌의 거래를 중지했습니다');
    await says('/trade');
    const text = `${transcript.map(steady).join('\n\n')}\n`;
    if (process.env.WRITE_GOLDEN === '1') writeFileSync(GOLDEN, text);
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  }, 60_000);

  test('and has done what it says', async () => {
    const [hyperRsi, grid, risk] = await Promise.all([
      program.ask('GET', '/strategies/hyper-rsi', userId),
      program.ask('GET', '/strategies/grid', userId),
      program.ask('GET', '/risk/limits', userId),
    ]);
    expect(hyperRsi.body.items[0].state).toMatch(/^stopp(ing|ed)$/);
    expect(grid.body.items[0].state).toBe('stopped');
    expect(risk.body.halted).toBe(true);
    expect((await program.ask('GET', '/users/me', userId)).body.language).toBe('ko');
    // Every button that was pressed has stopped turning, and what was said is forgotten.
    expect(api.answered).toHaveLength(6);
    const { rows } = await program.rows(
      'SELECT count(*)::int AS open FROM notifications.telegram_update WHERE data IS NOT NULL OR done_at IS NULL',
    );
    expect(rows).toEqual([{ open: 0 }]);
  });
});
