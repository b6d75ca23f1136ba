import type { FoundOrder } from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import type { OrdersLookedUp } from '../../modules/exchange/contracts/queries/look-up-orders.query.js';
import { changedBus } from './changed-bus.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** A look that finds an order whose place another one has taken. */
const withoutChildren = (answer: OrdersLookedUp): OrdersLookedUp => ({
  ...answer,
  executions: answer.executions.filter(
    ({ execution }) => execution.kind !== 'filled' || execution.childOrderId === undefined,
  ),
});

const isTriggered = ({ status, child }: FoundOrder): boolean => status === 'triggered' && child === null;

/** What can be done wrong with venues that forget, and with stops that another order acts for. */
export const VENUE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'forgets-nothing',
    summary: '"Not found" is "never accepted", however long ago it was and however soon the venue forgets.',
    finds: ['I2 what was accepted is not taken for never accepted'],
    needs: ['history-window', 'host-off'],
    ports: changedBus({ lookedUp: (answer) => ({ ...answer, remembers: null }) }),
  },
  {
    name: 'forgotten-filled-nothing',
    summary: 'An order that the venue has forgotten is taken for one that has filled nothing.',
    finds: ['I1 what is forgotten is held all the same'],
    needs: ['history-window', 'host-off'],
    ports: changedBus({
      lookedUp: (answer) => ({
        ...answer,
        remembers: answer.remembers && {
          ...{ unfilledMs: answer.remembers.unfilledMs, executionsMs: Number.MAX_SAFE_INTEGER },
        },
      }),
    }),
  },
  {
    name: 'triggered-is-gone',
    summary: 'A stop that has triggered and is not to be seen is taken for missing, and laid again.',
    finds: ['I15 a triggered stop is not a missing one'],
    needs: ['conditional-child', 'stream-breaks', 'price-jump'],
    ports: changedBus({
      lookedUp: (answer) => ({
        ...answer,
        found: answer.found.map((order) =>
          isTriggered(order) ? { ...order, status: 'cancelled' as const, child: undefined } : order,
        ),
      }),
    }),
  },
  {
    name: 'children-are-strangers',
    summary: 'What the child of a stop fills is not booked on the stop.',
    finds: ['I1', 'I8', 'I15', 'I20'],
    needs: ['conditional-child'],
    ports: (ports, ground) => ({
      ...changedBus({ lookedUp: withoutChildren })(ports, ground),
      intents: otherwise(ports.intents, { byChildOrderIds: async () => [] }),
    }),
  },
  {
    name: 'children-count-twice',
    summary: 'A fill that was somebody else’s and turns out to be of a stop moves the position once more.',
    finds: ['I1', 'I17'],
    needs: ['conditional-child'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { takeBack: async () => new Set<string>() }),
    }),
  },
];
