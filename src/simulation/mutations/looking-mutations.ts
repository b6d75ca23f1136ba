import type { Intent } from '../../modules/orders/application/ports/intent.js';
import { changedBus } from './changed-bus.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

const LOOKED_OFTEN = 9;

const lookedOften = async (intents: Promise<readonly Intent[]>): Promise<readonly Intent[]> =>
  (await intents).map((intent) => ({ ...intent, looks: LOOKED_OFTEN }));

/** What can be done wrong when it is found out what became of an order. */
export const LOOKING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'no-deadline-wait',
    summary: '"Not found" is believed at once, before the venue can no longer accept the order.',
    finds: ['I2 what was accepted is not taken for never accepted'],
    needs: ['request-late', 'read-stale', 'wrong-not-found'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { byIds: (right, tx, ids) => lookedOften(right(tx, ids)) }),
      sends: otherwise(ports.sends, {
        dueLooks: async (right, limit, held) =>
          (await right(limit, held)).map((look) => ({ ...look, believableInMs: 0 })),
      }),
    }),
  },
  {
    name: 'no-margin',
    summary: '"Not found" is believed right after the deadline, though clocks differ and reads lag.',
    finds: ['I2 what was accepted is not taken for never accepted'],
    needs: ['request-late', 'read-stale', 'wrong-not-found'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { byIds: (right, tx, ids) => lookedOften(right(tx, ids)) }),
      sends: otherwise(ports.sends, {
        dueLooks: async (right, limit, held) =>
          (await right(limit, held)).map((look) => ({
            ...look,
            believableInMs: look.believableInMs - 7_000,
          })),
      }),
    }),
  },
  {
    name: 'one-look',
    summary: 'One look that finds nothing is enough.',
    finds: ['I2 what was accepted is not taken for never accepted'],
    needs: ['request-late', 'read-stale', 'wrong-not-found'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { byIds: (right, tx, ids) => lookedOften(right(tx, ids)) }),
    }),
  },
  {
    name: 'not-found-is-cancelled',
    summary: 'An order that is not found counts as cancelled.',
    finds: ['I3 every live order is known'],
    needs: ['request-late', 'read-stale', 'wrong-not-found'],
    ports: changedBus({
      lookedUp: ({ found, nowhere, ...told }) => ({
        ...told,
        found: [
          ...found,
          ...nowhere.map((clientOrderId) => ({
            ...{ clientOrderId, status: 'cancelled' as const, venueOrderId: null, code: null },
          })),
        ],
        nowhere: [],
      }),
    }),
  },
  {
    name: 'open-orders-only',
    summary:
      'An order is looked for among the open ones alone, so one that was filled at once is "not there".',
    finds: ['I8'],
    ports: changedBus({
      lookedUp: ({ found, nowhere, remembers }) => ({
        remembers,
        found: found.filter(({ status }) => status === 'open'),
        nowhere: [
          ...nowhere,
          ...found.filter(({ status }) => status !== 'open').map(({ clientOrderId }) => clientOrderId),
        ],
        executions: [],
      }),
    }),
  },
  {
    name: 'trades-not-read',
    summary: 'A look reads the state of an order and not its trades.',
    finds: ['I8', 'I20'],
    ports: changedBus({ lookedUp: (answer) => ({ ...answer, executions: [] }) }),
  },
  {
    name: 'unknown-not-looked-for',
    summary: 'Nobody looks for orders that were not answered.',
    finds: ['I20 everything is decided'],
    ports: (ports) => ({
      ...ports,
      sends: otherwise(ports.sends, {
        dueLooks: async (right, limit, held) =>
          (await right(limit, held)).filter(({ about }) => about !== 'order'),
      }),
    }),
  },
  {
    name: 'cancels-not-looked-for',
    summary: 'Nobody looks for cancellations that were not confirmed.',
    finds: ['I20 everything is decided'],
    ports: (ports) => ({
      ...ports,
      sends: otherwise(ports.sends, {
        dueLooks: async (right, limit, held) =>
          (await right(limit, held)).filter(({ about }) => about !== 'cancellation'),
      }),
    }),
  },
  {
    name: 'cancel-not-asked-again',
    summary: 'A cancellation that was lost is not asked for again.',
    finds: ['I20 everything is decided'],
    ports: (ports) => ({
      ...ports,
      sends: otherwise(ports.sends, { cancelAgain: async () => undefined }),
    }),
  },
  {
    name: 'no-reconciliation',
    summary: 'Our books are never held against the venue.',
    finds: ['I1', 'I8', 'I20'],
    ports: (ports) => ({ ...ports, books: otherwise(ports.books, { accounts: async () => [] }) }),
  },
  {
    name: 'missing-orders-ignored',
    summary: 'Orders that should rest at the venue and do not are not looked for.',
    finds: ['I20 our books are the venue’s'],
    ports: (ports) => ({ ...ports, books: otherwise(ports.books, { lookFor: async () => 0 }) }),
  },
];
