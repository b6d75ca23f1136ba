import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { ClientIds } from './ports/client-ids.port.js';
import type { SendStore } from './ports/send-store.port.js';

/**
 * Once after the database came out of a backup, before anything is sent. Orders of the time that it does not know may rest
 * at the venues: new ids must not repeat theirs, and whatever was still to be sent may have been sent.
 */
export async function afterRestore(
  tx: Tx,
  { clientIds, sends }: { readonly clientIds: ClientIds; readonly sends: SendStore },
): Promise<void> {
  await clientIds.renew(tx);
  await sends.doubtUnsent(tx);
}
