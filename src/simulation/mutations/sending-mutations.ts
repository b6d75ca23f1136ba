import { epochMs } from '../../shared/pure/time/epoch.js';
import { again, changedBus, taken } from './changed-bus.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong on the way to the venue. */
export const SENDING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'blind-retry',
    summary: 'An order without an answer is sent again under the same id.',
    finds: ['I2 one accepted order per intent'],
    ports: changedBus({ submit: (data, ask, ground) => again(data, ask, ground, (next) => next) }),
  },
  {
    name: 'retry-under-a-new-id',
    summary: 'An order without an answer is sent again under another id.',
    finds: ['I2 one accepted order per intent', 'I3 every live order is known'],
    ports: changedBus({
      submit: (data, ask, ground) =>
        again(data, ask, ground, (next, time) => ({
          ...next,
          operations: next.operations.map((operation) =>
            operation.op === 'place'
              ? { ...operation, clientOrderId: `${operation.clientOrderId}${time}` }
              : operation,
          ),
        })),
    }),
  },
  {
    name: 'deadline-of-the-moment',
    summary: 'The deadline is computed when the request is signed and not taken from the stored order.',
    finds: ['I12 no send after its deadline'],
    needs: ['pause'],
    ports: changedBus({
      submit: async (data, ask, { life, kernel }) => {
        await life.pass('signing');
        return ask({ ...data, deadline: epochMs(kernel.nowMs + 3_000) });
      },
    }),
  },
  {
    name: 'no-deadline',
    summary: 'Requests carry no deadline, so a late one is accepted.',
    finds: ['I12 no send after its deadline'],
    ports: changedBus({
      submit: (data, ask, { kernel }) => ask({ ...data, deadline: epochMs(kernel.nowMs + 3_600_000) }),
    }),
  },
  {
    name: 'unknown-is-refused',
    summary: 'An order without an answer is taken for one that the venue has refused.',
    finds: ['I3 every live order is known', 'I8'],
    ports: changedBus({
      submit: taken(({ outcome }, index, { operations }) =>
        outcome === 'unknown' && operations[index]!.op === 'place'
          ? { outcome: 'rejected', code: 'insufficient-funds' }
          : null,
      ),
    }),
  },
  {
    name: 'unknown-is-too-late',
    summary: 'An order without an answer is taken for one that came too late, and made once more.',
    finds: ['I2'],
    ports: changedBus({
      submit: taken(({ outcome }, index, { operations }) =>
        outcome === 'unknown' && operations[index]!.op === 'place'
          ? { outcome: 'rejected', code: 'deadline-passed' }
          : null,
      ),
    }),
  },
  {
    name: 'cancel-is-believed',
    summary: 'An order counts as cancelled as soon as its cancellation was asked for.',
    finds: ['I3 every live order is known', 'I8'],
    ports: changedBus({
      submit: taken((_, index, { operations }) =>
        operations[index]!.op === 'cancel' ? { outcome: 'cancelled', code: null } : null,
      ),
    }),
  },
  {
    name: 'cancel-not-found-is-cancelled',
    summary: 'An order that is not found when it is cancelled counts as cancelled, whatever became of it.',
    finds: ['I8', 'I9', 'I20 our books are the venue’s'],
    ports: changedBus({
      submit: taken(({ outcome }) => (outcome === 'not-found' ? { outcome: 'cancelled', code: null } : null)),
      lookedUp: (answer) => ({ ...answer, executions: [] }),
    }),
  },
  {
    name: 'reduce-only-dropped',
    summary: 'Closing orders lose their reduce-only on the way.',
    finds: ['I6'],
    ports: changedBus({
      submit: (data, ask) =>
        ask({
          ...data,
          operations: data.operations.map((operation) =>
            operation.op === 'place'
              ? { ...operation, order: { ...operation.order, reduceOnly: false } }
              : operation,
          ),
        }),
    }),
  },
  {
    name: 'size-rounded-up',
    summary: 'Sizes are rounded up to whole units on the way.',
    finds: ['I11'],
    ports: changedBus({
      submit: (data, ask) =>
        ask({
          ...data,
          operations: data.operations.map((operation) =>
            operation.op === 'place' && 'size' in operation.order
              ? { ...operation, order: { ...operation.order, size: '1' } }
              : operation,
          ),
        }),
    }),
  },
  {
    name: 'cancels-never-leave',
    summary: 'Cancellations are marked as sent and not sent.',
    finds: ['I20 everything is decided'],
    ports: changedBus({
      submit: async (data, ask) => {
        const places = data.operations.filter(({ op }) => op === 'place');
        const outcomes = places.length === 0 ? [] : [...(await ask({ ...data, operations: places }))];
        return data.operations.map(({ op, clientOrderId }) =>
          op === 'place'
            ? outcomes.shift()!
            : { clientOrderId, outcome: 'unknown', code: null, venueOrderId: null, details: {} },
        );
      },
    }),
  },
];
