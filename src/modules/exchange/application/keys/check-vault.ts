import { StartupFailure } from '../../../../shared/platform/startup-failure.js';
import { CannotOpen } from '../../../../shared/platform/vault/envelope.js';
import type { KeyRing } from '../../../../shared/platform/vault/key-ring.js';
import type { KeyAccountStore } from '../ports/key-account-store.port.js';

const CANARY = 'the master key is the right one';
/** The mark belongs to nobody's account. */
const MARK = { userId: '', accountId: '', venue: '', field: 'mark' };

/**
 * Before anything runs: the master keys of this process open what is stored. A wrong key that is found out by the first
 * order would be found out too late, and a row that no key opens must not go unseen. @throws StartupFailure
 */
export async function checkVault(ring: KeyRing, store: KeyAccountStore): Promise<void> {
  const made = ring.sealingId === null ? null : ring.seal(MARK, CANARY);
  const mark = await store.mark(made === null ? null : { keyId: made.keyId, canary: made.blob });
  const unknown = (await store.keysInUse()).filter((keyId) => !ring.knows(keyId));
  // Who may only seal need not know earlier keys; who opens needs all of them.
  if (unknown.length > 0 && (ring.opens || ring.sealingId === null)) {
    throw new StartupFailure(
      'master-key-missing',
      `Stored exchange keys are sealed by the master key ${unknown.join(', ')}, which was not given: ` +
        'set TB_MASTER_KEY to it (or add it to TB_MASTER_KEY_OLD), or bring back vault-key in the data folder.',
    );
  }
  if (mark !== null && ring.opens) assertOpens(ring, mark.canary);
}

function assertOpens(ring: KeyRing, canary: Buffer): void {
  try {
    if (ring.open(MARK, canary) === CANARY) return;
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
  }
  throw new StartupFailure(
    'master-key-wrong',
    'The master key does not open what this installation has sealed: give back the one it was started with.',
  );
}
