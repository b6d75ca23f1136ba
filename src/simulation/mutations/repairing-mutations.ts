import type { AccountState } from '../../modules/exchange/contracts/queries/get-account-state.query.js';
import type { Money } from '../../shared/pure/numbers/money.js';
import type { Tx } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { ReconcileStore } from '../../modules/orders/application/ports/reconcile-store.port.js';
import { FOREIGN, unitsOfText } from '../../modules/orders/domain/index.js';
import type { LaneRow } from '../store/orders/orders-tables.js';
import { USER } from '../world/cast.js';
import { changedBus } from './changed-bus.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** A lane is what the venue shows, at once: nothing is looked for. */
async function takeOver(books: ReconcileStore, tx: Tx, lane: LaneRow, theirs: bigint): Promise<void> {
  const { accountId, symbol, position } = lane;
  if (theirs === position) return;
  const change = { change: (theirs - position) as Money, left: theirs as Money };
  const named = { holder: FOREIGN, strategy: 'manual', position: 'net', ...change } as const;
  const id = `${accountId} ${symbol} at once ${position} ${theirs} ${lane.operations}`;
  await books.adjust(tx, { accountId, symbol, userId: USER }, [{ ...named, id }]);
}

/** What can be done wrong when our books and a venue do not agree, and something is put right. */
export const REPAIRING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'adjusted-twice',
    summary: 'A difference that nothing explains is adjusted under two ids.',
    finds: ['I1'],
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
    finds: ['I1'],
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
    finds: ['I1', 'I8'],
    needs: ['frame-lost', 'foreign-orders', 'read-fails'],
    ports: (ports) => ({
      ...ports,
      books: otherwise(ports.books, { mayHaveFilled: async () => ({ clientOrderIds: [], oldest: null }) }),
    }),
  },
  {
    name: 'repaired-while-unresolved',
    summary:
      'What a venue shows is taken over at the first look, while nobody knows what became of an order.',
    finds: ['I1'],
    ports: (ports, ground) => {
      const positions = new Map<string, AccountState['positions']>();
      const remembering = changedBus({
        shown: (answer, accountId) => {
          positions.set(accountId, answer.positions);
          return answer;
        },
      });
      return {
        ...remembering(ports, ground),
        books: otherwise(ports.books, {
          recount: async (right, tx, accountId) => {
            for (const lane of [...ground.tables.lanes.all()]) {
              const shown = positions.get(accountId);
              if (lane.accountId !== accountId || shown === undefined) continue;
              let theirs = 0n;
              for (const { symbol, side, size } of shown)
                if (symbol === lane.symbol) theirs += unitsOfText(side === 'short' ? `-${size}` : size);
              await takeOver(ports.books, tx, lane, theirs);
            }
            await right(tx, accountId);
          },
        }),
      };
    },
  },
  {
    name: 'repaired-without-end',
    summary: 'A bot may be repaired any number of times within an hour.',
    finds: ['I20 repairs are limited'],
    ports: (ports) => ({ ...ports, risk: otherwise(ports.risk, { overRepaired: async () => [] }) }),
  },
];
