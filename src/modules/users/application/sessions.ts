import { Injectable, Logger } from '@nestjs/common';
import { AccessTokens, type AccessClaims } from '../../../shared/platform/auth/access-tokens.port.js';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { Config } from '../../../shared/platform/config/config.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { RefreshTokenReused } from '../contracts/events/refresh-token-reused.event.js';
import {
  isRefreshable,
  isReuse,
  maySignIn,
  sessionEnd,
  type Role,
  type Session,
  type User,
} from '../domain/index.js';
import { SessionStore, type Origin, type TokenHolder } from './ports/session-store.port.js';

export interface SignInTokens {
  readonly accessToken: string;
  /** Shown this once; the store has a hash of it. */
  readonly refreshToken: string;
  readonly accessExpiresInSec: number;
}

const REFRESH_TOKEN_BYTES = 32;

const refused = refusal('unauthenticated', 'the refresh token opens no session');

/** The lives of sessions. A refresh token is used once; one that comes again ends its session. */
@Injectable()
export class Sessions {
  private readonly logger = new Logger('Sessions');

  constructor(
    private readonly store: SessionStore,
    private readonly tokens: AccessTokens,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly config: Config,
  ) {}

  async open({ id: userId, role }: Pick<User, 'id' | 'role'>, origin: Origin): Promise<SignInTokens> {
    const sessionId = this.ids.next();
    const refreshToken = this.newToken();
    const createdAt = this.clock.now();
    const session = { id: sessionId, userId, refreshToken, createdAt, expiresAt: sessionEnd(createdAt) };
    await this.unitOfWork.run((tx) => this.store.open(tx, { ...session, ...origin }));
    return this.tokensFor({ userId, role, sessionId }, refreshToken);
  }

  /** New tokens for a refresh token, which is spent by it. Refused with `unauthenticated`, whatever is wrong. */
  async refresh(refreshToken: string): Promise<Result<SignInTokens, Refusal>> {
    const fresh = this.newToken();
    const at = this.clock.now();
    const kept = await this.unitOfWork.run(async (tx) => {
      const holder = await this.store.holderOf(tx, refreshToken);
      if (holder === null) return null;
      const { session, spentAt } = holder;
      if (spentAt !== null) return this.refuseSpent(tx, holder);
      if (!isRefreshable(session, at)) return null;
      await this.store.rotate(tx, session.id, fresh, at);
      return session;
    });
    if (kept === null) return err(refused);
    const { id: sessionId, userId } = kept;
    const role = await this.roleNow({ userId, sessionId });
    if (role === null) return err(refused);
    return ok(await this.tokensFor({ userId, role, sessionId }, fresh));
  }

  /** The role that the holder of a session has now; null when the session or the right to it is over. */
  async roleNow({ userId, sessionId }: Pick<AccessClaims, 'userId' | 'sessionId'>): Promise<Role | null> {
    const owner = await this.store.ownerOf(userId, sessionId, this.clock.now());
    return owner !== null && maySignIn(owner, this.config.demo) ? owner.role : null;
  }

  list(userId: string, page: { before: string | null; limit: number }): Promise<readonly Session[]> {
    return this.store.list(userId, this.clock.now(), page);
  }

  /** False when the user has no such session, or it is over. */
  async end(userId: string, sessionId: string): Promise<boolean> {
    return (await this.unitOfWork.run((tx) => this.endIn(tx, { userId, sessionId }))) > 0;
  }

  async endAll(userId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.endIn(tx, { userId }));
  }

  /** As a part of somebody else's transaction, such as that of a new password. */
  endIn(tx: Tx, which: { userId: string; sessionId?: string; spared?: string }): Promise<number> {
    return this.store.revoke(tx, which, this.clock.now());
  }

  /** Signs everybody out: a database out of a backup holds sessions that were ended after it was taken. */
  async endEverybody(tx: Tx): Promise<void> {
    await this.store.revokeAll(tx, this.clock.now());
  }

  /** Of the thief and the owner nobody can tell which one this is: the session ends for both. */
  private async refuseSpent(tx: Tx, { session, spentAt }: TokenHolder): Promise<null> {
    const { id: sessionId, userId, address } = session;
    const at = this.clock.now();
    if (session.revokedAt !== null || !isReuse(spentAt!, at)) return null;
    await this.store.revoke(tx, { userId, sessionId }, at);
    tx.record(new RefreshTokenReused({ userId, sessionId, address }));
    tx.afterCommit(() =>
      this.logger.warn({ message: 'a refresh token was used twice, its session is over', userId, sessionId }),
    );
    return null;
  }

  private async tokensFor(claims: AccessClaims, refreshToken: string): Promise<SignInTokens> {
    const { token, expiresInSec } = await this.tokens.sign(claims);
    return { accessToken: token, refreshToken, accessExpiresInSec: expiresInSec };
  }

  private newToken(): string {
    return Buffer.from(this.randomness.bytes(REFRESH_TOKEN_BYTES)).toString('base64url');
  }
}
