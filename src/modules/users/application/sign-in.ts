import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Config } from '../../../shared/platform/config/config.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { maySignIn, SESSION_DAYS } from '../domain/index.js';
import { unlessBusy } from './hashing.js';
import { Passwords } from './ports/passwords.port.js';
import { SessionStore, type Origin } from './ports/session-store.port.js';
import { UserStore, type StoredUser } from './ports/user-store.port.js';
import { Sessions, type SignInTokens } from './sessions.js';
import { SignInBrakes } from './sign-in-brakes.js';

const KNOWN_PLACE_MS = SESSION_DAYS * 86_400_000;

/**
 * Opens sessions for passwords. It is called by its module's own routes and is no message: a password stays in the process
 * that heard it.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UserStore,
    private readonly store: SessionStore,
    private readonly sessions: Sessions,
    private readonly brakes: SignInBrakes,
    private readonly passwords: Passwords,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Refused with `unauthenticated`, in the same words and after the same work whether the address is unknown, the password
   * wrong, the account disabled or the demo off; with `too-many-requests` after too many attempts; with `unavailable` when
   * too many wait.
   */
  async withPassword(
    email: string,
    password: string,
    origin: Origin,
  ): Promise<Result<SignInTokens, Refusal>> {
    const user = await this.users.byEmail(email);
    // Where somebody signed in before they are not slowed by what strangers try elsewhere.
    const counted = {
      email: (await this.isKnownPlace(user, origin)) ? null : email,
      address: origin.address,
    };
    const admitted = await this.brakes.admit(counted);
    if (!admitted.ok) return admitted;
    const right = await unlessBusy(() => this.passwords.matches(user?.passwordHash ?? null, password));
    if (!right.ok) return right;
    if (user === null || !right.value || !maySignIn(user, this.config.demo))
      return err(refusal('unauthenticated', 'the e-mail address or the password is wrong'));
    await this.brakes.forgive({ email, address: origin.address });
    await this.keepStrong(user, password);
    return ok(await this.sessions.open(user, origin));
  }

  /** Asked for those who do not exist as well, so that the time does not tell. */
  private async isKnownPlace(user: StoredUser | null, { address }: Origin): Promise<boolean> {
    if (address === null) return false;
    const since = epochMs(this.clock.now() - KNOWN_PLACE_MS);
    return this.store.cameFrom(user?.id ?? '', address, since);
  }

  /** Only now is the password here to be hashed as strongly as new ones are. */
  private async keepStrong(user: StoredUser, password: string): Promise<void> {
    if (!this.passwords.isOutdated(user.passwordHash)) return;
    const hashed = await unlessBusy(() => this.passwords.hash(password));
    if (!hashed.ok) return;
    await this.unitOfWork.run((tx) => this.users.change(tx, user.id, { passwordHash: hashed.value }));
  }
}
