import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Brake } from '../../domain/index.js';

/** Attempts to sign in, by name. One place for all processes, so that a restart or a second one forgets nothing. */
export abstract class BrakeStore {
  /** Locks the brake of that name until the transaction ends; null when there was no attempt yet. */
  abstract lock(tx: Tx, key: string, at: EpochMs): Promise<Brake | null>;

  abstract save(tx: Tx, key: string, brake: Brake): Promise<void>;

  /** All attempts under that name were right. */
  abstract release(tx: Tx, key: string): Promise<void>;

  /** One attempt under that name was right. */
  abstract forgiveOne(tx: Tx, key: string): Promise<void>;

  /** Forgets some of those that nobody has used since `before`. */
  abstract forget(tx: Tx, before: EpochMs): Promise<void>;
}
