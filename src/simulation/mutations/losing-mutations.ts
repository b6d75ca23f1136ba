import type { ServerHistory } from '../../shared/platform/persistence/history/server-history.js';
import { changedBus } from './changed-bus.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong where the database has lost time. In worlds that lose none they change nothing. */
export const LOSING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'fail-over-not-noticed',
    summary: 'After a fail-over everybody connects again and goes on with what they remember.',
    finds: ['I2'],
    ports: (ports, { memory }) => ({
      ...ports,
      history:
        ports.history &&
        otherwise(ports.history, {
          server: async (right) => {
            const first = (memory.get('first history') as ServerHistory | undefined) ?? (await right());
            memory.set('first history', first);
            return first;
          },
        }),
    }),
  },
  {
    name: 'restored-trades-at-once',
    summary: 'A restored database trades without waiting for anybody.',
    finds: ['F06'],
    ports: (ports) => ({
      ...ports,
      history: ports.history && otherwise(ports.history, { waits: async () => false }),
    }),
  },
  {
    name: 'ids-not-renewed',
    summary:
      'After a time was lost ids are made as before, so what is decided again has an id that was used.',
    finds: ['I2 an id of a lost time is not used again'],
    ports: (ports) => ({ ...ports, clientIds: otherwise(ports.clientIds, { renew: async () => undefined }) }),
  },
  {
    name: 'unsent-not-doubted',
    summary: 'What was planned when a time was lost is sent, although it may have been sent.',
    finds: ['I2 what may have been sent is not sent'],
    ports: (ports) => ({ ...ports, sends: otherwise(ports.sends, { doubtUnsent: async () => 0 }) }),
  },
  {
    name: 'unknown-accounts-not-compared',
    summary: 'After a time was lost only those accounts are compared of which something is left.',
    finds: ['F05'],
    ports: changedBus({ accounts: () => [] }),
  },
  {
    name: 'lost-orders-of-others',
    summary: 'Orders of the time that was lost are taken for those of another installation.',
    finds: ['I3 what rests of a lost time is told'],
    ports: (ports) => ({
      ...ports,
      clientIds: Object.create(ports.clientIds, { past: { value: [] } }) as typeof ports.clientIds,
    }),
  },
];
