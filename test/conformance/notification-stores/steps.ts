import fc from 'fast-check';
import {
  bodyOf,
  type Choice,
  type Said,
  type Telling,
} from '../../../src/modules/notifications/domain/index.js';
import type { Tx } from '../../../src/shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../src/shared/pure/time/epoch.js';
import { movesOf, type PortStep } from '../alike/play.js';
import type { Side } from './sides.js';

const step =
  (name: string) =>
  (run: (side: Side, tx: Tx) => Promise<unknown>): PortStep<Side> => ({ name, run });

const DAY = 86_400;
const TELLINGS: readonly Telling[] = [
  { kind: 'test-message' },
  { kind: 'telegram-blocked' },
  { kind: 'trading-halted', everywhere: true, code: 'kill-switch', details: {} },
];

const user = fc.constantFrom('u-1', 'u-2');
const address = fc.constantFrom('chat-1', 'chat-2', 'chat-3');
const priority = fc.constantFrom('low', 'normal', 'high', 'critical');
const event = fc.integer({ min: 1, max: 14 });
const answer = fc.integer({ min: 1, max: 6 });
/** Of messages that may be there. */
const id = fc.oneof(
  event.map((number) => `n-${number}-telegram`),
  answer.map((number) => `a-${number}`),
);
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
/** Never the time that has just passed: a database is a moment slower than a table in memory. */
const ms = fc.constantFrom(0, 35_000, 95_000);
const error = fc.constantFrom('502 Bad Gateway', 'x'.repeat(400));
const preferences = fc.record({
  leastPriority: priority,
  mutedKinds: fc.constantFrom([], ['test-message'], ['trading-halted', 'telegram-blocked']),
  quietHours: fc.constantFrom(null, { from: 60, to: 120 }),
  timeZone: fc.constantFrom('UTC', 'Asia/Seoul'),
});

const updateId = fc.integer({ min: 48_211, max: 48_216 });
const said = (text: string): Said => ({
  ...{ chatId: '700003', fromId: '700003', isPrivate: true, text, press: null, forwarded: false },
});
const token = fc.constantFrom('t-1', 't-2', 't-3');
const CHOICES: readonly (readonly Choice[])[] = [
  [{ do: 'halt' }, { do: 'halt-and-close' }],
  [{ do: 'stop', instanceId: 'i-1', mode: 'keep' }],
];

const inTransaction = [
  {
    weight: 5,
    arbitrary: fc
      .record({ userId: user, number: event, priority, telling: fc.constantFrom(...TELLINGS) })
      .map(({ number, ...told }) =>
        step(`tell ${number}`)(({ notifications }, tx) =>
          notifications.add(tx, {
            ...{ ...told, id: `n-${number}`, eventId: `e-${number}`, correlationId: 'c-1' },
            ...{ texts: { ko: `알림 ${number}`, en: `news ${number}` }, at: epochMs(1_700_000_000_000) },
          }),
        ),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ user, address })
      .map((one) => step('open')(({ channels }, tx) => channels.open(tx, one.user, one.address))),
  },
  user.map((one) => step('close')(({ channels }, tx) => channels.close(tx, one))),
  fc
    .record({ user, refused: fc.subarray(['n-1-telegram', 'n-2-telegram', 'a-1', 'a-2', 'unknown']) })
    .map((one) => step('block')(({ channels }, tx) => channels.block(tx, one.user, one.refused))),
  user.map((one) => step('reopen')(({ channels }, tx) => channels.reopen(tx, one))),
  fc
    .record({ userId: user, preferences, ifVersion: fc.constantFrom(null, 0, 1) })
    .map((one) => step('choose')(({ channels }, tx) => channels.choose(tx, one))),
  fc
    .record({ number: answer, userId: fc.constantFrom('u-1', null), address })
    .map(({ number, ...to }) =>
      step(`answer ${number}`)(({ outgoing }, tx) =>
        outgoing.answer(tx, { ...to, id: `a-${number}`, body: bodyOf([{ text: `answer ${number}` }]) }),
      ),
    ),
  {
    weight: 2,
    arbitrary: fc
      .record({ updateId, error: fc.constantFrom(null, 'x'.repeat(400)) })
      .map((one) => step('dealt with')(({ updates }, tx) => updates.done(tx, one.updateId, one.error))),
  },
];

const alone = [
  {
    weight: 5,
    arbitrary: fc
      .record({ resting: fc.uniqueArray(address, { maxLength: 2 }), chats: fc.constantFrom(1, 2, 10) })
      .map((one) => step('due')(({ outgoing }) => outgoing.due(one.resting, one.chats))),
  },
  ids.map((some) => step('delivered')(({ outgoing }) => outgoing.delivered(some))),
  fc
    .record({ ids, error, ms })
    .map((one) => step('failed')(({ outgoing }) => outgoing.failed(one.ids, one.error, one.ms))),
  fc.record({ ids, ms }).map((one) => step('held')(({ outgoing }) => outgoing.held(one.ids, one.ms))),
  fc.record({ ids, error }).map((one) => step('dead')(({ outgoing }) => outgoing.dead(one.ids, one.error))),
  fc.constant(step('expire')(({ outgoing }) => outgoing.expire())),
  fc.constantFrom(5_000, 65_000).map((one) => step('forget')(({ outgoing }) => outgoing.forget(one))),
  fc.record({ user, id }).map((one) => step('retry')(({ outgoing }) => outgoing.retry(one.user, one.id))),
  {
    weight: 2,
    arbitrary: fc
      .record({ user, state: fc.constantFrom(null, 'waiting', 'delivered', 'dead') })
      .map((one) => step('deliveries')(({ outgoing }) => outgoing.list(one.user, one.state, null, 50))),
  },
  address.map((one) => step('stranger')(({ outgoing }) => outgoing.wroteToStranger(one, 65_000))),
  fc.constant(step('counts')(({ outgoing }) => outgoing.counts())),
  fc
    .record({ user, before: fc.constantFrom(null, 3) })
    .map((one) => step('list')(({ notifications }) => notifications.list(one.user, one.before, 5))),
  address.map((one) => step('whose chat')(({ channels }) => channels.ownerOf(one))),
  user.map((one) => step('channels')(({ channels }) => channels.list(one))),
  user.map((one) => step('preferences')(({ channels }) => channels.preferences(one))),
  {
    weight: 3,
    arbitrary: fc
      .array(fc.record({ updateId, said: fc.constantFrom(null, said('/status'), said('/panic')) }), {
        maxLength: 3,
      })
      // What is kept first of a number is what was said, also within one statement.
      .map((told) => step('keep')(({ updates }) => updates.keep(told))),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(1, 20).map((most) => step('open')(({ updates }) => updates.open(most))),
  },
  fc
    .record({ updateId, error, ms })
    .map((one) => step('try again')(({ updates }) => updates.failed(one.updateId, one.error, one.ms))),
  fc.constantFrom(5_000, 65_000).map((one) => step('forget updates')(({ updates }) => updates.forget(one))),
  fc
    .record({ token, user, choices: fc.constantFrom(...CHOICES) })
    .map((one) =>
      step('ask')(({ confirmations }) => confirmations.add(one.token, one.user, one.choices, 35_000)),
    ),
  {
    weight: 3,
    arbitrary: fc
      .record({ token, user, updateId })
      .map((one) =>
        step('confirm')(({ confirmations }) => confirmations.use(one.token, one.user, one.updateId)),
      ),
  },
  fc
    .constantFrom(5_000, 65_000)
    .map((one) => step('forget what was asked')(({ confirmations }) => confirmations.forget(one))),
  fc.constantFrom(10, 60, DAY).map((one) => step('time passes')(({ age }) => age(one))),
];

export const moves = movesOf<Side>(inTransaction, alone);
