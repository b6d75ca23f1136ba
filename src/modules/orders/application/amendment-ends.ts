import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { AmendmentEnded } from '../contracts/events/amendment-ended.event.js';
import { factsOf } from './order-facts.js';
import type { AmendmentEnd, AmendmentStore } from './ports/amendment-store.port.js';
import type { Intent } from './ports/intent.js';

/** Ends the wish to change an order, if there is one, and tells how; answers whether there was one. */
export async function endAmendment(
  tx: Tx,
  amendments: AmendmentStore,
  intent: Intent,
  end: AmendmentEnd,
): Promise<boolean> {
  const wish = await amendments.of(tx, intent.orderId);
  if (wish === null || !(await amendments.end(tx, intent.orderId, end))) return false;
  const { state: outcome, ...how } = end;
  runInScope({ correlationId: wish.correlationId, userId: intent.userId }, () =>
    tx.record(new AmendmentEnded({ order: factsOf(intent), outcome, ...how })),
  );
  return true;
}
