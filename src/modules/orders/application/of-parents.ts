import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type {
  Execution,
  ExecutionsReportedData,
} from '../../exchange/contracts/events/executions-reported.event.js';
import type { IntentStore } from './ports/intent-store.port.js';

/**
 * What the children of conditional orders have done, as done by those: they are what was ordered, and under their ids it is booked.
 * A child of which nobody has told yet whose it is, this message included, stays a stranger for now. Asked where there is one of a
 * child, at least.
 */
export async function ofParents(
  tx: Tx,
  intents: IntentStore,
  data: ExecutionsReportedData,
): Promise<ExecutionsReportedData> {
  const children = [...new Set(data.executions.flatMap((one) => childOf(one) ?? []))];
  const parents = await intents.byChildOrderIds(tx, data.accountId, children);
  const parentOf = new Map([
    ...parents.map(({ venueOrderId, clientOrderId }) => [venueOrderId, clientOrderId] as const),
    ...data.executions.flatMap(born),
  ]);
  return {
    ...data,
    executions: data.executions.map((one) => {
      const clientOrderId = parentOf.get(childOf(one) ?? null);
      return clientOrderId === undefined ? one : { ...one, clientOrderId };
    }),
  };
}

/** The child that a trigger tells of, with the order it acts for. */
const born = (execution: Execution): readonly (readonly [string, string])[] =>
  execution.kind === 'triggered' && typeof execution.child === 'string'
    ? [[execution.child, execution.clientOrderId]]
    : [];

/** Venue id of the child that has done it; undefined where the order itself has. */
export const childOf = (execution: Execution): string | undefined =>
  'childOrderId' in execution ? execution.childOrderId : undefined;

export const isOfChild = (execution: Execution): boolean => childOf(execution) !== undefined;
