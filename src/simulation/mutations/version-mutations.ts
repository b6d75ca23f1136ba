import { formatOf } from '../../shared/pure/strategy/newer-state.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** Later than any format. */
const ANY_FORMAT = 1_000;

const isNewer = (known: number, state: object): boolean => formatOf(state) > known;

/** What can be done wrong while two versions of the program work on one database. */
export const VERSION_MUTATIONS: readonly Mutation[] = [
  {
    name: 'newer-state-taken-for-ours',
    summary: 'Nobody asks which format a state has: it is gone on from, and written, as one of this version.',
    finds: ['M04', 'I22'],
    needs: ['two-versions'],
    shell: (ports) => ({
      ...ports,
      strategy: Object.create(ports.strategy, {
        stateFormat: { value: ANY_FORMAT },
      }) as typeof ports.strategy,
    }),
  },
  {
    name: 'shard-kept-unread',
    summary: 'A process that cannot read a bot of its shard decides nothing, and keeps the shard.',
    finds: ['M01'],
    needs: ['two-versions'],
    shell: (ports) => ({ ...ports, leases: otherwise(ports.leases, { giveUp: async () => undefined }) }),
  },
  {
    name: 'news-of-the-unread-passed-over',
    summary: 'A message for a bot that a process cannot read is taken for handled.',
    finds: ['I20'],
    needs: ['two-versions'],
    shell: (ports) => {
      const known = ports.strategy.stateFormat;
      return {
        ...ports,
        instances: otherwise(ports.instances, {
          lock: async (right, ...asked) => {
            const locked = await right(...asked);
            if (locked === null || locked.kernel === null) return locked;
            return isNewer(known, locked.kernel.state) ? { ...locked, kernel: null } : locked;
          },
        }),
      };
    },
  },
  {
    name: 'unread-bot-begun-anew',
    summary: 'A bot whose state cannot be read is begun again as one that has never run.',
    finds: ['M04'],
    needs: ['two-versions'],
    shell: (ports) => {
      const known = ports.strategy.stateFormat;
      return {
        ...ports,
        decisions: otherwise(ports.decisions, {
          states: async (right, ids) => {
            const states = await right(ids);
            const bindings = await ports.decisions.bindings(ids);
            return states.map((one) => {
              const bound = bindings.find(({ id }) => id === one.id);
              if (bound === undefined || !isNewer(known, one.state)) return one;
              return { ...one, state: ports.strategy.bind(bound.settings, bound.terms).start(null) };
            });
          },
        }),
      };
    },
  },
];
