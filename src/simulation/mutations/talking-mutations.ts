import { Bus, type AskOptions } from '../../shared/platform/bus/bus.port.js';
import type { AnswerOf, Ask } from '../../shared/pure/messages/message.js';
import type { BotLease } from '../../modules/notifications/application/bot-lease.js';
import type { Choice, Update } from '../../modules/notifications/domain/index.js';
import { GetTelegramUser } from '../../modules/users/contracts/queries/get-telegram-user.query.js';
import { LINKED } from '../telegram/talkers.js';
import type { TalkPorts } from '../telegram/talk-node.js';
import { otherwise } from './changed-port.js';
import type { Mutation, TalkGround } from './mutation.js';

/** A fault of how the bot hears people. */
const heard = (
  name: string,
  summary: string,
  finds: readonly string[],
  talk: (ports: TalkPorts, ground: TalkGround) => Partial<TalkPorts>,
): Mutation => ({
  ...{ name, summary, finds, needs: ['telegram-talk'] },
  talk: (ports, ground) => ({ ...ports, ...talk(ports, ground) }),
});

/** Whoever speaks is taken for the one who has linked the bot. */
class BusForAnybody extends Bus {
  constructor(private readonly inner: Bus) {
    super();
  }

  override ask<A extends Ask<object, unknown>>(message: A, options?: AskOptions): Promise<AnswerOf<A>> {
    if (!(message instanceof GetTelegramUser)) return this.inner.ask(message, options);
    return this.inner.ask(new GetTelegramUser({ telegramUserId: LINKED }) as unknown as A, options);
  }
}

/** What can be done wrong when people talk to the bot. */
export const TALKING_MUTATIONS: readonly Mutation[] = [
  heard(
    'update-kept-anew',
    'An update that comes again is kept as if it were new.',
    ['K04'],
    ({ inbox }, { tables }) => ({
      inbox: otherwise(inbox, {
        keep: async (right, updates) => {
          await right(updates);
          await tables.database.statement(() => {
            for (const { updateId, said } of updates)
              tables.updates.update(String(updateId), { said, doneAtMs: null });
          });
        },
      }),
    }),
  ),
  heard(
    'update-confirmed-before-it-is-kept',
    'A question confirms what its process has not stored: who dies or cannot reach the database loses it.',
    ['I20'],
    ({ source }) => {
      let fetched: number | null = null;
      const last = (updates: readonly Update[]): number =>
        Math.max(...updates.map(({ updateId }) => updateId));
      return {
        source: otherwise(source, {
          fetch: async (right, confirmed, signal) => {
            const updates = await right(fetched ?? confirmed, signal);
            fetched = updates.length === 0 ? null : last(updates);
            return updates;
          },
        }),
      };
    },
  ),
  heard(
    'update-answered-twice',
    'Whether an update is still open is not looked at when its answer is written down.',
    ['K04'],
    ({ inbox }) => ({
      inbox: otherwise(inbox, {
        done: async (right, tx, updateId, error) => {
          await right(tx, updateId, error);
          return true;
        },
      }),
    }),
  ),
  heard(
    'confirmation-not-consumed',
    'A button that was pressed can be pressed again.',
    ['K04'],
    ({ confirmations }, { tables }) => ({
      confirmations: otherwise(confirmations, {
        use: async (right, token, userId, updateId) => {
          const there = tables.confirmations.get(token);
          if (there?.userId === userId && there.usedBy !== null && there.usedBy !== updateId)
            return there.choices;
          return right(token, userId, updateId);
        },
      }),
    }),
  ),
  heard(
    'confirmation-never-expires',
    'How long ago something was asked is not looked at when it is confirmed.',
    ['K04'],
    ({ confirmations }, { tables }) => ({
      confirmations: otherwise(confirmations, {
        use: async (right, token, userId, updateId) => {
          const there = tables.confirmations.get(token);
          const mayUse = there?.userId === userId && (there.usedBy ?? updateId) === updateId;
          return (await right(token, userId, updateId)) ?? (mayUse ? there.choices : null);
        },
      }),
    }),
  ),
  heard(
    'confirmation-of-another-person',
    'A button does what it stands for, whoever presses it.',
    ['only the linked person is obeyed'],
    ({ confirmations }, { tables }) => ({
      confirmations: otherwise(confirmations, {
        use: (right, token, userId, updateId) =>
          right(token, tables.confirmations.get(token)?.userId ?? userId, updateId),
      }),
    }),
  ),
  heard(
    'confirmation-over-after-a-crash',
    'A confirmation is over once it was looked up: where the process died then, the update that comes again does nothing.',
    ['I20'],
    ({ confirmations }, { tables }) => ({
      confirmations: otherwise(confirmations, {
        use: async (right, token, userId, updateId): Promise<readonly Choice[] | null> =>
          tables.confirmations.get(token)?.usedBy === updateId ? null : right(token, userId, updateId),
      }),
    }),
  ),
  heard(
    'stranger-obeyed',
    'Who speaks in a private chat is taken for its owner.',
    ['only the linked person is obeyed'],
    ({ bus }) => ({
      bus: new BusForAnybody(bus),
    }),
  ),
  heard(
    'two-ask-for-updates',
    'Every process asks for updates, and none looks at who speaks for the bot.',
    ['K03'],
    ({ lease }) => ({
      lease: Object.create(lease, {
        held: { get: () => true },
        term: { get: () => 1 },
        mine: { value: async () => true },
      }) as BotLease,
    }),
  ),
];
