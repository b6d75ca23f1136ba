import { Bus, type AskOptions } from '../../shared/platform/bus/bus.port.js';
import type { Instance } from '../../shared/platform/strategy/instance.js';
import type { AnswerOf, Ask } from '../../shared/pure/messages/message.js';
import {
  GetAccountState,
  type AccountState,
} from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import { ListOrders } from '../../modules/orders/contracts/queries/list-orders.query.js';
import { ListPositions } from '../../modules/positions/contracts/queries/list-positions.query.js';
import { otherwise } from './changed-port.js';
import type { Mutation, ShellGround, ShellPorts } from './mutation.js';

/** A fault of how a bot is edited. */
const edited = (
  name: string,
  summary: string,
  sought: Pick<Mutation, 'finds' | 'needs'>,
  shell: (ports: ShellPorts, ground: ShellGround) => Partial<ShellPorts>,
): Mutation => ({
  ...{ name, summary, ...sought },
  shell: (ports, ground) => ({ ...ports, ...shell(ports, ground) }),
});

const PAGE = 200;
/** So long a process remembers what it has read of a bot, where it does. */
const REMEMBERED_MS = 10_000;
/** So long nobody is told again after a start, where somebody believes that they were. */
const BELIEVED_MS = 20_000;

/** The venue is not asked what it has: what the books say of it is taken for its answer. */
class BusByTheBooks extends Bus {
  constructor(private readonly inner: Bus) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(message: A, options?: AskOptions): Promise<AnswerOf<A>> {
    if (!(message instanceof GetAccountState)) return this.inner.ask(message, options);
    return (await this.booked(message)) as AnswerOf<A>;
  }

  private async booked({ data: { userId, accountId } }: GetAccountState): Promise<AccountState> {
    const range = { userId, after: null, limit: PAGE };
    const positions = await this.inner.ask(new ListPositions({ ...range, state: 'open' }));
    const orders = await this.inner.ask(new ListOrders({ ...range, instanceId: null, status: 'open' }));
    return {
      balances: [],
      positions: positions
        .filter((position) => position.accountId === accountId)
        .map(({ symbol, side, size }) => ({ symbol, side, size, averagePrice: '0', liquidationPrice: null })),
      openOrders: orders
        .filter((order) => order.accountId === accountId)
        .map(({ symbol, clientOrderId, side }) => ({
          ...{ symbol, clientOrderId, side, type: 'limit', price: null, size: '0' },
        })),
    };
  }
}

/** What can be done wrong when people edit a bot that runs, and when they are told what was resumed. */
export const PEOPLE_MUTATIONS: readonly Mutation[] = [
  edited(
    'edit-without-an-epoch',
    'New settings are taken in the epoch in which the old ones have decided.',
    { finds: ['I12 whatever changes the rules of a running bot begins an epoch'] },
    ({ decisions, instances }) => ({
      decisions: otherwise(decisions, {
        saveStates: (right, tx, lease, candleEnd, changes) =>
          right(
            ...([tx, lease, candleEnd] as const),
            changes.map((change) => ({
              ...change,
              pinned: change.pinned && { ...change.pinned, epoch: change.pinned.epoch - 1 },
            })),
          ),
      }),
      instances: otherwise(instances, {
        change: (right, tx, id, { epoch, ...change }) =>
          right(tx, id, change.settings === undefined && epoch !== undefined ? { ...change, epoch } : change),
      }),
    }),
  ),
  edited(
    'edit-half-done',
    'An adjusted grid goes on by its new settings, and what people see are the old ones.',
    { finds: ['an edit is there as a whole or not at all'] },
    ({ instances }) => ({
      instances: otherwise(instances, {
        change: (right, tx, id, { settings, ...change }) =>
          right(
            tx,
            id,
            settings === undefined || change.epoch !== undefined ? change : { ...change, settings },
          ),
      }),
    }),
  ),
  edited(
    'edit-by-what-was-read-before',
    'A process remembers for some seconds what it has read of a bot, and edits it by that: what another has made of it is written over unseen.',
    { finds: ['an edit is there as a whole or not at all'], needs: ['user-edits'] },
    ({ instances }, { kernel }) => {
      const read = new Map<string, { readonly instance: Instance; readonly atMs: number }>();
      return {
        instances: otherwise(instances, {
          find: async (right, userId, id) => {
            const before = read.get(id);
            if (before !== undefined && kernel.nowMs - before.atMs < REMEMBERED_MS) return before.instance;
            const instance = await right(userId, id);
            if (instance !== null) read.set(id, { instance, atMs: kernel.nowMs });
            return instance;
          },
          lock: async (right, tx, id, userId) => {
            const locked = await right(tx, id, userId);
            const before = read.get(id);
            if (locked === null || userId === undefined || before === undefined) return locked;
            const { settings, settingsVersion } = before.instance;
            return { ...locked, instance: { ...locked.instance, settings, settingsVersion } };
          },
        }),
      };
    },
  ),
  edited(
    'resumed-by-the-books',
    'After a restart the owner is told that a bot is as our books have it, and its venue is not asked.',
    { finds: ['what is told after a restart was at the venue since'] },
    ({ bus }) => ({ bus: new BusByTheBooks(bus) }),
  ),
  {
    name: 'resumed-believed-to-be-told',
    summary:
      'That owners are told is noted when a process begins to do so; one that dies then leaves it at that.',
    finds: ['I20 everything is decided'],
    resume: (store, { life, kernel, memory }) =>
      otherwise(store, {
        alive: async (right) => {
          const note = `owners are told of ${life.process}`;
          const toldAtMs = memory.get(note) as number | undefined;
          if (toldAtMs !== undefined && kernel.nowMs - toldAtMs < BELIEVED_MS) return [];
          memory.set(note, kernel.nowMs);
          return right();
        },
      }),
  },
];
