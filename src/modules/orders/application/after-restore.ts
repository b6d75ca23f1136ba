import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { ClientIds } from './ports/client-ids.port.js';
import type { IntentStore } from './ports/intent-store.port.js';
import type { SendStore } from './ports/send-store.port.js';
import type { OrderMetrics } from './order-metrics.js';
import { sweepAdding } from './sweep-adding.js';

export interface AfterRestoreParts {
  readonly clientIds: ClientIds;
  readonly sends: SendStore;
  readonly intents: IntentStore;
  readonly metrics: OrderMetrics;
}

/**
 * Once after the database came out of a backup, before anything is sent. Orders of the time that it does not know may rest
 * at the venues: new ids must not repeat theirs, and whatever was still to be sent may have been sent. Where a stop stands now,
 * the next claim would have given that up; it is swept like everything else that has left.
 */
export async function afterRestore(tx: Tx, parts: AfterRestoreParts): Promise<void> {
  const { clientIds, sends } = parts;
  await clientIds.renew(tx);
  await sends.doubtUnsent(tx);
  for (const { of, code } of await sends.standingStops(tx)) await sweepAdding(tx, parts, of, code);
}
