import type { Tx } from '../../shared/platform/persistence/unit-of-work.port.js';
import { otherwise } from './changed-port.js';
import type { Mutation, MutationLife } from './mutation.js';

/** What can be done wrong with clocks, and with work that has to be done again. */
export const TIMING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'not-found-by-our-clock',
    summary: 'How long "not found" is not to be believed is counted by the wall clock of the process.',
    finds: ['I2', 'I20 everything is decided'],
    needs: ['clock-steps'],
    ports: (ports, ground) => ({
      ...ports,
      sends: otherwise(ports.sends, {
        dueLooks: async (right, limit, held) =>
          (await right(limit, held)).map((look) => ({
            ...look,
            believableInMs: look.believableInMs - offMs(ground),
          })),
      }),
    }),
  },
  {
    name: 'age-by-our-clock',
    summary: 'How long an order has been undecided is counted by the wall clock of the process.',
    finds: ['I7'],
    needs: ['clock-steps'],
    ports: (ports, ground) => ({
      ...ports,
      sends: otherwise(ports.sends, {
        dueLooks: async (right, limit, held) =>
          (await right(limit, held)).map((look) => ({
            ...look,
            storedForMs: look.storedForMs + offMs(ground),
          })),
      }),
    }),
  },
  {
    name: 'work-not-done-again',
    summary:
      'When a transaction is tried again because another one has refused it, what it had found out is kept.',
    finds: ['I1', 'I8', 'I11'],
    needs: ['database-conflict'],
    ports: (ports) => ({
      ...ports,
      unitOfWork: otherwise(ports.unitOfWork, {
        run: (right, work, options) => {
          let found: { readonly value: unknown } | null = null;
          const once = async (tx: Tx): Promise<unknown> => (found ??= { value: await work(tx) }).value;
          return right(once, options);
        },
      }),
    }),
  },
];

/** How far the wall clock of a process is from that of the database. */
const offMs = ({ life, kernel }: MutationLife): number => life.clock.now() - kernel.nowMs;
