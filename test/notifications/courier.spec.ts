import { eventually } from '../kit/eventually.js';
import { bodyOf, LONGEST_TEXT } from '../../src/modules/notifications/domain/index.js';
import { ALARM, CourierRig, FILL, GRID_FILL } from './courier-rig.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);

describe('messages on their way to a chat', () => {
  let rig: CourierRig;

  beforeEach(async () => {
    rig = await CourierRig.open();
    rig.courier.start();
  });
  afterEach(() => rig.close());

  test('news goes out when it is committed, in the language of its reader, with its number', async () => {
    await rig.linked('kim', 'lee');
    await rig.told('kim', FILL);
    await rig.told('lee', FILL);
    await rig.courier.idle();
    expect(rig.got('kim')).toEqual([
      '#1 [모의] HyperRSI · BTC/USDT: 100에 1 매수가 체결되었습니다 (진입). 수수료 0 USDT.',
    ]);
    expect(rig.got('lee')).toEqual(['#1 [PAPER] HyperRSI · BTC/USDT: bought 1 at 100 (entry). Fee 0 USDT.']);
    expect(await rig.states('kim')).toMatchObject([{ state: 'delivered', attempts: 1, number: 1 }]);
  });

  test('without a channel nothing goes out, and the list has everything', async () => {
    await rig.told('kim', FILL, ALARM);
    await rig.pass(5_000);
    expect(rig.messenger.tries).toBe(0);
    expect(await rig.notifications.list('kim', null, 10)).toHaveLength(2);
  });

  test('a chat gets one message a second, and all chats thirty', async () => {
    const people = Array.from({ length: 70 }, (_, index) => `person-${index}`);
    await rig.linked(...people);
    for (const who of people) await rig.told(who, FILL, FILL);
    await rig.pass(10_000);
    const { got } = rig.messenger;
    expect(got).toHaveLength(140);
    for (const { at } of got)
      expect(got.filter((other) => other.at >= at && other.at < at + 1_000).length).toBeLessThanOrEqual(30);
    for (const who of people) {
      const [first, second] = got.filter(({ to }) => to === `chat of ${who}`);
      expect(second!.at - first!.at).toBeGreaterThanOrEqual(1_000);
    }
  });

  test('what is critical overtakes the rest', async () => {
    await rig.linked('lee');
    await rig.told('lee', FILL, FILL, ALARM);
    await rig.pass(10_000);
    expect(rig.got('lee').map((text) => text.slice(0, 2))).toEqual(['#3', '#1', '#2']);
  });

  test('ten thousand alerts become few messages, and every number is accounted for', async () => {
    await rig.linked('lee');
    await rig.told('lee', ...times(10_000, GRID_FILL));
    await rig.told('lee', ALARM);
    await rig.pass(60_000);
    const texts = rig.got('lee');
    expect(texts.length).toBeLessThan(30);
    expect(texts.findIndex((text) => text.includes('#10001'))).toBeLessThan(3);
    expect(texts.every((text) => text.length <= LONGEST_TEXT)).toBe(true);
    const states = await rig.outgoing.counts();
    expect(states).toEqual({ waiting: 0, dead: 0 });
    expect(rig.messenger.got.filter(({ silent }) => silent).length).toBeGreaterThan(0);
  }, 60_000);

  test('a process that is killed after a message went out and before that is known sends it again, under the same number', async () => {
    await rig.linked('lee');
    rig.messenger.dies = true;
    await rig.told('lee', FILL);
    await eventually(async () => rig.got('lee').length === 1);
    expect(await rig.states('lee')).toMatchObject([{ state: 'waiting', number: 1 }]);
    rig.messenger.dies = false;
    rig.takeOver();
    await rig.told('lee', ALARM);
    await rig.pass(5_000);
    const [first, ...others] = rig.got('lee');
    expect(others.filter((text) => text === first)).toHaveLength(1);
    expect(rig.got('lee').map((text) => text.split(' ')[0])).toEqual(['#1', '#1', '#2']);
    expect((await rig.states('lee')).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  test('an hour without Telegram delays everything and loses nothing', async () => {
    await rig.linked('lee');
    rig.messenger.answer = () => ({ kind: 'unreachable', error: '0 ECONNREFUSED' });
    await rig.told('lee', FILL);
    await rig.pass(HOUR / 2);
    await rig.told('lee', ALARM);
    await rig.pass(HOUR / 2);
    // Growing pauses: a minute at most, so some sixty tries an hour and not one a second.
    expect(rig.messenger.tries).toBeGreaterThan(40);
    expect(rig.messenger.tries).toBeLessThan(80);
    expect(await rig.states('lee')).toMatchObject([
      { state: 'waiting', lastError: '0 ECONNREFUSED' },
      { state: 'waiting' },
    ]);
    rig.messenger.answer = () => ({ kind: 'sent' });
    await rig.pass(2 * 60_000);
    expect(rig.got('lee').map((text) => text.slice(0, 2))).toEqual(['#2', '#1']);
  });

  test('after a day without an answer a message is dead, where everybody can see it, and can be tried again', async () => {
    await rig.linked('lee');
    rig.messenger.answer = () => ({ kind: 'unreachable', error: '502 Bad Gateway' });
    await rig.told('lee', FILL);
    await rig.courier.idle();
    await rig.leap(DAY);
    await rig.pass(1_000);
    const [dead] = await rig.outgoing.list('lee', 'dead', null, 10);
    expect(dead).toMatchObject({ number: 1, state: 'dead', lastError: '502 Bad Gateway' });
    expect(await rig.outgoing.retry('kim', dead!.id)).toBe(false);
    rig.messenger.answer = () => ({ kind: 'sent' });
    expect(await rig.outgoing.retry('lee', dead!.id)).toBe(true);
    await rig.pass(2 * 60_000);
    expect(rig.got('lee')).toHaveLength(1);
    expect(await rig.outgoing.retry('lee', dead!.id)).toBe(false);
  });

  test('asked to wait, the chat waits as long and the others only for a moment', async () => {
    await rig.linked('kim', 'lee');
    rig.messenger.answer = (to) =>
      to === 'chat of kim' && rig.clock.monotonicMs() < 30_000
        ? { kind: 'throttled', retryAfterMs: 30_000 }
        : { kind: 'sent' };
    await rig.told('kim', FILL);
    await rig.courier.idle();
    await rig.told('lee', FILL);
    await rig.pass(29_000);
    expect([rig.got('kim').length, rig.got('lee').length]).toEqual([0, 1]);
    expect(rig.messenger.tries).toBe(2);
    await rig.pass(3_000);
    expect(rig.got('kim')).toHaveLength(1);
  });

  test('a person who has blocked the bot is told in the list, and not knocked at again', async () => {
    await rig.linked('lee');
    rig.messenger.answer = () => ({ kind: 'blocked', error: '403 Forbidden: bot was blocked by the user' });
    await rig.told('lee', FILL, FILL);
    await rig.pass(5_000);
    await rig.told('lee', ALARM);
    await rig.pass(5_000);
    expect(rig.messenger.tries).toBe(1);
    expect(await rig.channels.list('lee')).toMatchObject([{ kind: 'telegram', state: 'blocked' }]);
    expect((await rig.notifications.list('lee', null, 10)).map(({ kind }) => kind)).toEqual([
      ...['trading-halted', 'telegram-blocked', 'order-filled', 'order-filled'],
    ]);
    expect((await rig.states('lee')).map(({ state }) => state)).toEqual(['dead', 'dead']);
  });

  test('a refusal that is heard of when the person is back shuts nothing', async () => {
    await rig.linked('lee');
    const body = bodyOf([{ text: 'You are linked' }]);
    for (const id of ['before', 'an-answer'])
      await rig.unitOfWork.run((tx) =>
        rig.outgoing.answer(tx, { id, userId: 'lee', address: 'chat of lee', body }),
      );
    const shut = (refused: string): Promise<boolean> =>
      rig.unitOfWork.run((tx) => rig.channels.block(tx, 'lee', [refused]));
    expect(await shut('before')).toBe(false);
    expect(await rig.channels.list('lee')).toMatchObject([{ state: 'active' }]);
    // The last that was said was refused: by a door that is shut now.
    expect(await shut('an-answer')).toBe(true);
  });

  test('a message that is refused for ever does not hold up the next', async () => {
    await rig.linked('lee');
    rig.messenger.answer = (_, { spans }) =>
      spans.some(({ text }) => text === '#1')
        ? { kind: 'refused', error: '400 Bad Request' }
        : { kind: 'sent' };
    await rig.told('lee', FILL, FILL);
    await rig.pass(5_000);
    expect(rig.got('lee').map((text) => text.slice(0, 2))).toEqual(['#2']);
    expect((await rig.states('lee')).map(({ state }) => state)).toEqual(['delivered', 'dead']);
  });

  test('quiet hours hold back all but what is critical, until they end or are changed', async () => {
    await rig.linked('kim', 'lee');
    const quiet = {
      ...({ leastPriority: 'low', mutedKinds: [], timeZone: 'Asia/Seoul' } as const),
      // It is nine in the morning in Seoul.
      quietHours: { from: 8 * 60, to: 10 * 60 },
    };
    for (const who of ['kim', 'lee']) await rig.choose(who, quiet);
    await rig.told('kim', FILL, ALARM);
    await rig.told('lee', FILL);
    await rig.pass(60_000);
    expect([rig.got('kim').length, rig.got('lee')]).toEqual([1, []]);
    expect(rig.got('kim')[0]).toMatch(/^#2 /);
    const none = { ...quiet, quietHours: null };
    await rig.choose('lee', none);
    await rig.pass(1_000);
    expect(rig.got('lee')).toHaveLength(1);
    await rig.pass(HOUR);
    expect(rig.got('kim')).toHaveLength(2);
  });

  test('what a person does not want to be told stays in the list, unless it is critical', async () => {
    await rig.linked('lee');
    const wanted = {
      ...({ leastPriority: 'normal', mutedKinds: ['position-opened', 'trading-halted'] } as const),
      ...{ quietHours: null, timeZone: 'UTC' },
    };
    await rig.choose('lee', wanted);
    const place = { paper: true, strategy: 'grid', symbol: 'BTC/USDT' } as const;
    const opened = { kind: 'position-opened', ...place, side: 'long', size: '1', averagePrice: '1' } as const;
    await rig.told('lee', GRID_FILL, opened, ALARM);
    await rig.pass(5_000);
    expect(rig.got('lee').map((text) => text.slice(0, 2))).toEqual(['#3']);
    expect(await rig.notifications.list('lee', null, 10)).toHaveLength(3);
  });

  test('who does not hold the lease sends nothing', async () => {
    await rig.linked('lee');
    rig.lease.free = false;
    await rig.told('lee', FILL);
    await rig.pass(5_000);
    expect(rig.messenger.tries).toBe(0);
    rig.lease.free = true;
    await rig.pass(2_000);
    expect(rig.got('lee')).toHaveLength(1);
  });

  test('what was read in one term of the lease is not sent in another, also when its reader is asked for in between', async () => {
    await rig.linked('lee');
    let terms = 0;
    // Another process has had it meanwhile, and may have sent this.
    rig.people.meanwhile = () => (rig.lease.fence += terms++ === 0 ? 1 : 0);
    await rig.told('lee', FILL);
    await rig.courier.idle();
    // Read again in the term that this is, and sent in it.
    expect([terms, rig.messenger.tries]).toEqual([2, 1]);
  });

  test('what one chat is being sent is not sent again because another one failed beside it', async () => {
    await rig.linked('lee', 'kim');
    const { messenger } = rig;
    const send = messenger.send.bind(messenger);
    let arrives: () => void = () => undefined;
    const arriving = new Promise<void>((resolve) => (arrives = resolve));
    const asked: string[] = [];
    messenger.send = async (to, body, options) => {
      asked.push(to);
      if (asked.length === 1) throw new Error('the connection broke');
      if (asked.length === 2) await arriving;
      return send(to, body, options);
    };
    // Both are read together.
    await rig.courier.stop();
    await rig.told('lee', FILL);
    await rig.told('kim', FILL);
    rig.takeOver();
    while (asked.length < 2) await rig.outgoing.due([], 10);
    const aSecond = async (): Promise<void> => {
      await rig.clock.pass(1_000);
      await rig.outgoing.due([], 10);
    };
    for (let second = 0; second < 10; second += 1) await aSecond();
    expect(asked).toHaveLength(2);
    arrives();
    while (asked.length < 3) await aSecond();
    await rig.courier.idle();
    expect(asked).toEqual([asked[0], asked[1], asked[0]]);
    expect(rig.failures.splice(0)).toHaveLength(1);
  });

  test('a user who is gone is written to no more', async () => {
    await rig.linked('nobody');
    await rig.told('nobody', FILL);
    await rig.pass(2_000);
    expect(rig.messenger.tries).toBe(0);
    expect(await rig.states('nobody')).toMatchObject([{ state: 'dead' }]);
  });
});
