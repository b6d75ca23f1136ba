import { Injectable } from '@nestjs/common';
import type { Role } from '../http/current-user.decorator.js';
import type { AccessClaims } from './access-tokens.port.js';

/** The role that the holder of a session has now; null when the session, or their right to it, is over. */
export type SessionLookup = (claims: AccessClaims) => Promise<Role | null>;

/**
 * Where the module that keeps sessions answers for them. With it every request asks, so that a sign-out, a new role or a
 * disabled account holds from the next request on, not only when the token ends. A process without that module believes
 * the token, for the minutes it holds.
 */
@Injectable()
export class LiveSessions {
  private lookup: SessionLookup | null = null;

  keptBy(lookup: SessionLookup): void {
    if (this.lookup !== null) throw new Error('sessions are kept by somebody already');
    this.lookup = lookup;
  }

  async roleOf(claims: AccessClaims): Promise<Role | null> {
    return this.lookup === null ? claims.role : this.lookup(claims);
  }
}
