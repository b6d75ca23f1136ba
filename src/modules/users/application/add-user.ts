import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { UserRegistered } from '../contracts/events/user-registered.event.js';
import type { StoredUser, UserStore } from './ports/user-store.port.js';

/** Adds somebody and tells everybody; false when the address is taken, and nothing was written. */
export async function addUser(tx: Tx, users: UserStore, user: StoredUser): Promise<boolean> {
  const { id: userId, email, language, demo } = user;
  const added = await users.add(tx, user);
  if (added) tx.record(new UserRegistered({ userId, email, language, demo }));
  return added;
}
