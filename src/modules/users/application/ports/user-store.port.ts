import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Language, Role, User } from '../../domain/index.js';

/** A user with what proves them. Leaves the store for signing in only. */
export interface StoredUser extends User {
  readonly passwordHash: string;
}

/** What changes in a user; what is left out stays. */
export interface UserChange {
  readonly role?: Role;
  readonly language?: Language;
  readonly passwordHash?: string;
  /** Null: people may sign in with it again. */
  readonly disabledAt?: EpochMs | null;
}

/** People. Upper and lower case of an e-mail address are the same. */
export abstract class UserStore {
  /** False when the address is taken: nothing was written. */
  abstract add(tx: Tx, user: StoredUser): Promise<boolean>;

  abstract byId(userId: string): Promise<User | null>;

  abstract byEmail(email: string): Promise<StoredUser | null>;

  /** In the order of their ids, which is that of their making, from behind `after` on. */
  abstract list(after: string | null, limit: number): Promise<readonly User[]>;

  /** Ids of admins that may sign in. */
  abstract admins(): Promise<readonly string[]>;

  /** Locks one until the transaction ends. */
  abstract lock(tx: Tx, userId: string): Promise<StoredUser | null>;

  /** Locks every admin who is not disabled until the transaction ends, so that two cannot remove each other. */
  abstract lockAdmins(tx: Tx): Promise<readonly string[]>;

  /** Raises the version. */
  abstract change(tx: Tx, userId: string, change: UserChange): Promise<void>;
}
