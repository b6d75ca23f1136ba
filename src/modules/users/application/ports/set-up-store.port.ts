import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/** The one-time token that makes the first admin. Worth nothing once there is an admin, however they came to be. */
export abstract class SetUpStore {
  /** Keeps a hash of the token; false when there is one already or an admin needs none. */
  abstract prepare(tx: Tx, token: string, at: EpochMs): Promise<boolean>;

  /** Whether a token was made that nobody has used, and there is no admin. */
  abstract isWaiting(): Promise<boolean>;

  /** Whether this is the token that waits; nothing changes. */
  abstract accepts(token: string): Promise<boolean>;

  /** Uses the token up; false when it is not the one, was used before or is not needed any more. */
  abstract redeem(tx: Tx, token: string, at: EpochMs): Promise<boolean>;
}
