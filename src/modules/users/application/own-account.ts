import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { newPassword, type Language, type User } from '../domain/index.js';
import { staleVersion } from './edits.js';
import { unlessBusy } from './hashing.js';
import { Passwords } from './ports/passwords.port.js';
import type { Origin } from './ports/session-store.port.js';
import { UserStore } from './ports/user-store.port.js';
import { Sessions } from './sessions.js';
import { SignInBrakes } from './sign-in-brakes.js';

export interface PasswordChange {
  readonly userId: string;
  /** The session that asks; it goes on. */
  readonly sessionId: string;
  readonly current: string;
  readonly wanted: string;
}

/** What people change about themselves. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly users: UserStore,
    private readonly sessions: Sessions,
    private readonly brakes: SignInBrakes,
    private readonly passwords: Passwords,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  get(userId: string): Promise<User | null> {
    return this.users.byId(userId);
  }

  /** `version` is the one the person has seen; null where it does not matter. Refused with `precondition-failed`. */
  async edit(
    userId: string,
    version: number | null,
    change: { readonly language?: Language },
  ): Promise<Result<User, Refusal>> {
    const refused = await this.unitOfWork.run(async (tx) => {
      const user = await this.users.lock(tx, userId);
      if (user === null) return refusal('unauthenticated', 'the account is gone');
      const stale = staleVersion(user, version);
      if (stale === null) await this.users.change(tx, userId, change);
      return stale;
    });
    return refused === null ? ok((await this.users.byId(userId))!) : err(refused);
  }

  /**
   * Ends every other session. Refused with `wrong-password`, `weak-password`, `too-many-requests` (a stolen session must
   * not guess the password either) and `unavailable`.
   */
  async changePassword(change: PasswordChange, origin: Origin): Promise<Result<null, Refusal>> {
    const { userId, sessionId, current, wanted } = change;
    const user = await this.users.byId(userId);
    const stored = user === null ? null : await this.users.byEmail(user.email);
    if (stored === null) return err(refusal('unauthenticated', 'the account is gone'));
    const { email } = stored;
    const chosen = newPassword(wanted, email);
    if (!chosen.ok) return chosen;
    const admitted = await this.brakes.admit({ email, address: origin.address });
    if (!admitted.ok) return admitted;
    const right = await unlessBusy(() => this.passwords.matches(stored.passwordHash, current));
    if (!right.ok) return right;
    if (!right.value) return err(refusal('wrong-password', 'the present password is another one'));
    await this.brakes.forgive({ email, address: origin.address });
    const hashed = await unlessBusy(() => this.passwords.hash(wanted));
    if (!hashed.ok) return hashed;
    await this.unitOfWork.run(async (tx) => {
      await this.users.change(tx, userId, { passwordHash: hashed.value });
      await this.sessions.endIn(tx, { userId, spared: sessionId });
    });
    return ok(null);
  }
}
