import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Role, Session } from '../../domain/index.js';

/** Where a request came from, to tell sessions apart; null when not known. */
export interface Origin {
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface NewSession extends Origin {
  readonly id: string;
  readonly userId: string;
  /** The token itself; the store keeps a hash of it. */
  readonly refreshToken: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
}

/** The session that a refresh token belongs or belonged to. */
export interface TokenHolder {
  readonly session: Session;
  /** When the token was used; null for the one in force. */
  readonly spentAt: EpochMs | null;
}

/** Who holds a session that is neither revoked nor over. */
export interface SessionOwner {
  readonly role: Role;
  readonly demo: boolean;
  readonly disabled: boolean;
}

/** Sign-ins that last. Nothing in here can be turned back into a token. */
export abstract class SessionStore {
  /** Opens a session and forgets those of the same user that had ended by `createdAt`. */
  abstract open(tx: Tx, session: NewSession): Promise<void>;

  /** Locks the session of a token, used or not, until the transaction ends; null for a token that never was one. */
  abstract holderOf(tx: Tx, refreshToken: string): Promise<TokenHolder | null>;

  /** Puts `fresh` in the place of the token in force, which is remembered as spent. */
  abstract rotate(tx: Tx, sessionId: string, fresh: string, at: EpochMs): Promise<void>;

  /** Ends one session of the user, or all of them, except `spared`; answers how many that were not over ended. */
  abstract revoke(
    tx: Tx,
    which: { readonly userId: string; readonly sessionId?: string; readonly spared?: string },
    at: EpochMs,
  ): Promise<number>;

  /** Ends all sessions of everybody; answers how many that were not over ended. */
  abstract revokeAll(tx: Tx, at: EpochMs): Promise<number>;

  /** Sessions that are not over, the newest first, from behind `before` on. */
  abstract list(
    userId: string,
    at: EpochMs,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly Session[]>;

  /** Null when there is no such session of this user, or it is over. */
  abstract ownerOf(userId: string, sessionId: string, at: EpochMs): Promise<SessionOwner | null>;

  /** Whether the user signed in from that address since `since`. */
  abstract cameFrom(userId: string, address: string, since: EpochMs): Promise<boolean>;
}
