import { JwtService } from '@nestjs/jwt';
import { createHash, createSecretKey, hkdfSync } from 'node:crypto';
import type { Clock } from '../clock/clock.port.js';
import type { Ids } from '../clock/ids.port.js';
import { AccessTokens, type AccessClaims, type IssuedAccess } from './access-tokens.port.js';
import { isRole } from './roles.js';

/** The one algorithm that is signed with and believed; what a token's own header names is not asked. */
const ALGORITHM = 'HS256';
/** Tells these tokens from any other kind that may once be signed (RFC 9068). */
const TYPE = 'at+jwt';
const ISSUER = 'tradingboost';
const AUDIENCE = 'tradingboost-api';
/** Long enough to work with, short enough that a copied token is soon worth nothing. */
export const ACCESS_TOKEN_SEC = 600;
const CLOCK_TOLERANCE_SEC = 5;
const KEY_BYTES = 32;

interface Verified {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Access tokens as JWT. The key is derived from the secret, so that the secret can serve other uses with other keys. */
export class JwtAccessTokens extends AccessTokens {
  private readonly jwt: JwtService;
  private readonly keyId: string;

  constructor(
    secret: string,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'tradingboost access tokens', KEY_BYTES));
    this.keyId = createHash('sha256').update(key).digest('base64url').slice(0, 8);
    // A key object is taken as it is; of bytes the library asks each time first whether they are a public key.
    this.jwt = new JwtService({ secret: createSecretKey(key) });
  }

  override async sign({ userId, role, sessionId }: AccessClaims): Promise<IssuedAccess> {
    const iat = this.nowSec();
    const claims = {
      iss: ISSUER,
      aud: AUDIENCE,
      sub: userId,
      sid: sessionId,
      role,
      jti: this.ids.next(),
      iat,
      exp: iat + ACCESS_TOKEN_SEC,
    };
    const header = { alg: ALGORITHM, typ: TYPE, kid: this.keyId };
    const token = await this.jwt.signAsync(claims, { algorithm: ALGORITHM, header });
    return { token, expiresInSec: ACCESS_TOKEN_SEC };
  }

  override async verify(token: string): Promise<AccessClaims | null> {
    try {
      const { header, payload } = await this.jwt.verifyAsync<Verified>(token, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: this.nowSec(),
        clockTolerance: CLOCK_TOLERANCE_SEC,
        complete: true,
      });
      return header.typ === TYPE && header.kid === this.keyId ? claimsOf(payload) : null;
    } catch {
      // Whatever is wrong with it, it opens nothing; who sent it learns no more than that.
      return null;
    }
  }

  private nowSec(): number {
    return Math.floor(this.clock.now() / 1000);
  }
}

/** The library checks times only where there are any: a token without an end is none of ours. */
function claimsOf({ sub, sid, jti, role, exp }: Verified['payload']): AccessClaims | null {
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string') return null;
  return isRole(role) && typeof exp === 'number' ? { userId: sub, role, sessionId: sid } : null;
}
