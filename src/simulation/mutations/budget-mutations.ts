import { MeteredGateway } from '../../modules/exchange/application/budget/metered-gateway.js';
import { RequestBudget } from '../../modules/exchange/domain/index.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong with limits of requests. */
export const BUDGET_MUTATIONS: readonly Mutation[] = [
  {
    name: 'no-meter',
    summary: 'The venue is asked as often as there is something to ask.',
    finds: ['I19 a process keeps to its part'],
    venue: ({ inner }) => inner,
  },
  {
    name: 'entries-eat-the-reserve',
    summary: 'Whatever is sent may use what is reserved for cancels and protection.',
    finds: ['I19 cancels and protection have room'],
    needs: ['request-limits'],
    venue: (parts) =>
      new MeteredGateway({
        ...parts,
        budget: otherwise(parts.budget, {
          take: (right, requests, nowMs) =>
            right(
              requests.map((request) => ({ ...request, urgent: true })),
              nowMs,
            ),
        }),
      }),
  },
  {
    name: 'window-by-the-wall-clock',
    summary: 'What was sent within a window is counted by the wall clock of the process.',
    finds: ['I19'],
    needs: ['request-limits', 'clock-steps'],
    venue: (parts, { life }) => {
      const { limits, processes } = parts;
      const { clock } = life;
      return new MeteredGateway({
        ...parts,
        clock: {
          monotonicMs: () => clock.now(),
          schedule: (delayMs, action) => clock.schedule(delayMs, action),
        },
        budget: new RequestBudget({ limits, processes, startedAtMs: clock.now() }),
      });
    },
  },
  {
    name: 'limit-not-divided',
    summary: 'Each process takes the whole limit for its own.',
    finds: ['I19 a process keeps to its part'],
    venue: (parts) => {
      const { limits, clock } = parts;
      const budget = new RequestBudget({ limits, processes: 1, startedAtMs: clock.monotonicMs() });
      return new MeteredGateway({ ...parts, budget });
    },
  },
];
