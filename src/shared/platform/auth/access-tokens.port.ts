import type { SignedIn } from '../http/current-user.decorator.js';

/** What an access token says, and nothing else: who, with which rights, by which session. */
export interface AccessClaims extends SignedIn {
  readonly sessionId: string;
}

export interface IssuedAccess {
  readonly token: string;
  readonly expiresInSec: number;
}

/** Short-lived proofs of a sign-in, which any process of the installation can check without asking anybody. */
export abstract class AccessTokens {
  abstract sign(claims: AccessClaims): Promise<IssuedAccess>;

  /** The claims of a token that this installation signed and that holds now; null for anything else. Never throws. */
  abstract verify(token: string): Promise<AccessClaims | null>;
}
