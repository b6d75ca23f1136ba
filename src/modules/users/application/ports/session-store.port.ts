import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  /** The token itself; the store keeps a hash of it. */
  readonly refreshToken: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
}

/** Sign-ins that last. Nothing in here can be turned back into a token. */
export abstract class SessionStore {
  /** Opens a session and forgets those of the same user that had ended by `createdAt`. */
  abstract open(tx: Tx, session: NewSession): Promise<void>;
}
