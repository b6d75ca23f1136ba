import { Injectable } from '@nestjs/common';
import { AccessTokens } from '../../../shared/platform/auth/access-tokens.port.js';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { Config } from '../../../shared/platform/config/config.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { maySignIn, sessionEnd, type User } from '../domain/index.js';
import { Passwords, PasswordsBusy } from './ports/passwords.port.js';
import { SessionStore } from './ports/session-store.port.js';
import { UserStore } from './ports/user-store.port.js';

export interface SignInTokens {
  readonly accessToken: string;
  /** Shown this once; the store has a hash of it. */
  readonly refreshToken: string;
  readonly accessExpiresInSec: number;
}

const REFRESH_TOKEN_BYTES = 32;

/**
 * Opens sessions. It is called by its module's own routes and is no message: a password stays in the process that heard it.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UserStore,
    private readonly sessions: SessionStore,
    private readonly passwords: Passwords,
    private readonly tokens: AccessTokens,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly config: Config,
  ) {}

  /**
   * Refused with `unauthenticated`, in the same words and after the same work whether the address is unknown, the password
   * wrong or the demo off; with `unavailable` when too many wait.
   */
  async withPassword(email: string, password: string): Promise<Result<SignInTokens, Refusal>> {
    const user = await this.users.byEmail(email);
    const right = await this.isRight(user?.passwordHash ?? null, password);
    if (!right.ok) return right;
    if (user === null || !right.value || !maySignIn(user, this.config.demo))
      return err(refusal('unauthenticated', 'the e-mail address or the password is wrong'));
    return ok(await this.open(user));
  }

  private async isRight(hash: string | null, password: string): Promise<Result<boolean, Refusal>> {
    try {
      return ok(await this.passwords.matches(hash, password));
    } catch (error) {
      if (!(error instanceof PasswordsBusy)) throw error;
      return err(refusal('unavailable', error.message));
    }
  }

  private async open({ id: userId, role }: User): Promise<SignInTokens> {
    const sessionId = this.ids.next();
    const refreshToken = Buffer.from(this.randomness.bytes(REFRESH_TOKEN_BYTES)).toString('base64url');
    const createdAt = this.clock.now();
    const session = { id: sessionId, userId, refreshToken, createdAt, expiresAt: sessionEnd(createdAt) };
    await this.unitOfWork.run((tx) => this.sessions.open(tx, session));
    const { token, expiresInSec } = await this.tokens.sign({ userId, role, sessionId });
    return { accessToken: token, refreshToken, accessExpiresInSec: expiresInSec };
  }
}
