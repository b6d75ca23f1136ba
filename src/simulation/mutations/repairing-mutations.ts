import type { AccountState } from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import { changedBus } from './changed-bus.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong when our books and a venue do not agree, and something is put right. */
export const REPAIRING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'adjusted-twice',
    summary: 'A difference that nothing explains is adjusted under two ids.',
    ports: (ports) => ({
      ...ports,
      books: otherwise(ports.books, {
        adjust: async (right, tx, lane, named) => {
          await right(tx, lane, named);
          await right(
            tx,
            lane,
            named.map((one) => ({ ...one, id: `${one.id} again` })),
          );
        },
      }),
    }),
  },
  {
    name: 'positions-remembered',
    summary: 'Books are adjusted to what the venue has shown first, which is older than our last fill.',
    ports: changedBus({
      shown: (answer, accountId, { memory }) => {
        const name = `positions of ${accountId}`;
        const first = memory.get(name) as AccountState['positions'] | undefined;
        if (first === undefined) memory.set(name, answer.positions);
        return { ...answer, positions: first ?? answer.positions };
      },
    }),
  },
  {
    name: 'adjusted-unexplained',
    summary: 'A difference is adjusted without a look for the trades that would explain it.',
    ports: (ports) => ({
      ...ports,
      books: otherwise(ports.books, { mayHaveFilled: async () => ({ clientOrderIds: [], oldest: null }) }),
    }),
  },
  {
    name: 'repaired-without-end',
    summary: 'A bot may be repaired any number of times within an hour.',
    ports: (ports) => ({ ...ports, risk: otherwise(ports.risk, { overRepaired: async () => [] }) }),
  },
];
