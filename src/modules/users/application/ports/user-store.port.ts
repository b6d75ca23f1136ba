import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { User } from '../../domain/index.js';

/** A user with what proves them. Leaves the store for signing in only. */
export interface StoredUser extends User {
  readonly passwordHash: string;
}

/** People. Upper and lower case of an e-mail address are the same. */
export abstract class UserStore {
  /** False when the address is taken: nothing was written. */
  abstract add(tx: Tx, user: StoredUser): Promise<boolean>;

  abstract byId(userId: string): Promise<User | null>;

  abstract byEmail(email: string): Promise<StoredUser | null>;
}
