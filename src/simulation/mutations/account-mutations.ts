import { ZERO_MONEY, type Money } from '../../shared/pure/numbers/money.js';
import type { Tx } from '../../shared/platform/persistence/unit-of-work.port.js';
import { laneKey, obligationKey } from '../store/orders/orders-tables.js';
import { changedBus } from './changed-bus.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong with kinds of accounts, and with what venues take of them. */
export const ACCOUNT_MUTATIONS: readonly Mutation[] = [
  {
    name: 'side-of-the-order-alone',
    summary:
      'In hedge mode an order is about the position of its own side, and what should close opens the other one.',
    finds: ['I6'],
    ports: changedBus({
      submit: (data, ask) =>
        ask({
          ...data,
          operations: data.operations.map((operation) => {
            if (operation.op === 'cancel' || operation.order.positionSide === undefined) return operation;
            const positionSide = operation.order.side === 'buy' ? ('long' as const) : ('short' as const);
            return { ...operation, order: { ...operation.order, positionSide } };
          }),
        }),
    }),
  },
  {
    name: 'one-position-for-two',
    summary: 'A short position of hedge mode is booked into the sum and not as one of its own.',
    finds: ['I1'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        movePosition: (right, tx, lane, { change, price, added, held }) =>
          right(tx, lane, { change, short: ZERO_MONEY, price, added, held }),
      }),
    }),
  },
  {
    name: 'taken-is-all',
    summary: 'Whatever a venue takes of a position is booked as all that is held.',
    finds: ['I1'],
    ports: (ports, { tables }) => {
      const taking = new WeakSet<Tx>();
      return {
        ...ports,
        intents: otherwise(ports.intents, {
          insertVenueOrder: (right, tx, order) => {
            taking.add(tx);
            return right(tx, order);
          },
          movePosition: (right, tx, lane, { change, short, price, added, held }) => {
            if (!taking.has(tx)) return right(tx, lane, { change, short, price, added, held });
            const all = tables.lanes.get(laneKey(lane))?.position ?? ZERO_MONEY;
            const left = (one: (typeof held)[number]): Money =>
              (0n - (tables.obligations.get(obligationKey({ ...lane, ...one }))?.size ?? 0n)) as Money;
            return right(tx, lane, {
              ...{ change: (0n - all) as Money, short, price, added },
              held: held.map((one) => ({ ...one, change: left(one) })),
            });
          },
        }),
      };
    },
  },
];
