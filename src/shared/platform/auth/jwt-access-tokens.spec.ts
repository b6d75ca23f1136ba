import { JwtService } from '@nestjs/jwt';
import { generateKeyPairSync, hkdfSync } from 'node:crypto';
import { epochMs } from '../../pure/time/epoch.js';
import { SystemClock } from '../clock/system-clock.js';
import { Ids } from '../clock/ids.port.js';
import type { AccessClaims } from './access-tokens.port.js';
import { ACCESS_TOKEN_SEC, JwtAccessTokens } from './jwt-access-tokens.js';

class HandClock extends SystemClock {
  at = Date.UTC(2025, 4, 1);
  override now() {
    return epochMs(this.at);
  }
}

class CountedIds extends Ids {
  private count = 0;
  override next(): string {
    return `id-${(this.count += 1)}`;
  }
}

const SECRET = 'a secret that has more than thirty-two bytes';
const KEY = Buffer.from(hkdfSync('sha256', SECRET, '', 'tradingboost access tokens', 32));
const claims: AccessClaims = { userId: 'user-1', role: 'trader', sessionId: 'session-1' };

let clock: HandClock;
let tokens: JwtAccessTokens;
beforeEach(() => {
  clock = new HandClock();
  tokens = new JwtAccessTokens(SECRET, clock, new CountedIds());
});

const signed = async () => (await tokens.sign(claims)).token;
const part = (token: string, index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[index]!, 'base64url').toString('utf8'));
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as this installation signs it, with some of its members changed before signing. */
async function forged(
  payload: Record<string, unknown>,
  header: Record<string, unknown> = {},
): Promise<string> {
  const right = await signed();
  const members = { ...part(right, 1), ...payload };
  const kept = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  const head = { ...part(right, 0), ...header } as { alg: string };
  return new JwtService({ secret: KEY }).signAsync(kept, { algorithm: 'HS256', header: head });
}

describe('an access token', () => {
  it('says who, with which role, by which session, and is believed', async () => {
    const { token, expiresInSec } = await tokens.sign(claims);
    expect(expiresInSec).toBe(600);
    expect(await tokens.verify(token)).toEqual(claims);
  });

  it('names its algorithm, type, key, issuer, audience, times and an id of its own', async () => {
    const [first, second] = [await signed(), await signed()];
    const iat = clock.at / 1000;
    expect(part(first, 0)).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{8}$/) });
    expect(part(first, 1)).toEqual({
      ...{ iss: 'tradingboost', aud: 'tradingboost-api', sub: 'user-1', sid: 'session-1', role: 'trader' },
      ...{ jti: expect.any(String), iat, exp: iat + 600 },
    });
    expect(part(first, 1).jti).not.toBe(part(second, 1).jti);
  });

  it('holds for ten minutes and five seconds of clocks that differ, and no longer', async () => {
    const token = await signed();
    clock.at += (ACCESS_TOKEN_SEC + 4) * 1000;
    expect(await tokens.verify(token)).toEqual(claims);
    clock.at += 1000;
    expect(await tokens.verify(token)).toBeNull();
  });

  it('of a process with the same secret is believed, of another secret not', async () => {
    const token = await signed();
    expect(await new JwtAccessTokens(SECRET, clock, new CountedIds()).verify(token)).toEqual(claims);
    expect(await new JwtAccessTokens(`${SECRET}!`, clock, new CountedIds()).verify(token)).toBeNull();
  });

  it('with any character of it changed is refused', async () => {
    const token = await signed();
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'Q' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      // The last character of each part carries bits that decoding drops: the same bytes are the same token.
      const same = changed
        .split('.')
        .every((text, index) =>
          Buffer.from(text, 'base64url').equals(Buffer.from(token.split('.')[index]!, 'base64url')),
        );
      if (!same) expect(await tokens.verify(changed)).toBeNull();
    }
  });

  it('whose payload was exchanged under the signature of another is refused', async () => {
    const [head, , signature] = (await signed()).split('.');
    const payload = { ...part(await signed(), 1), role: 'admin' };
    expect(await tokens.verify(`${head!}.${encode(payload)}.${signature!}`)).toBeNull();
  });

  it('of the same shape, signed here, is believed: the refusals below are due to what they change', async () => {
    expect(await tokens.verify(await forged({}))).toEqual(claims);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another issuer', { iss: 'somebody' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'somewhere' }],
    ['no audience', { aud: undefined }],
    ['no end', { exp: undefined }],
    ['a beginning in the future', { nbf: Date.UTC(2025, 4, 1) / 1000 + 6 }],
    ['no person', { sub: undefined }],
    ['no session', { sid: undefined }],
    ['no id', { jti: undefined }],
    ['an unknown role', { role: 'owner' }],
    ['no role', { role: undefined }],
    ['a list of roles', { role: ['admin'] }],
  ])('with %s is refused', async (_what, change) => {
    expect(await tokens.verify(await forged(change))).toBeNull();
  });

  it.each<[string, Record<string, unknown>]>([
    ['another type', { typ: 'JWT' }],
    ['no type', { typ: undefined }],
    ['another key', { kid: 'AAAAAAAA' }],
    ['no key', { kid: undefined }],
  ])('that names %s is refused', async (_what, header) => {
    expect(await tokens.verify(await forged({}, header))).toBeNull();
  });

  it.each(['none', 'None', 'NONE', ''])('that names the algorithm "%s" is refused', async (alg) => {
    const right = await signed();
    const head = encode({ ...part(right, 0), alg });
    const [, payload, signature] = right.split('.');
    expect(await tokens.verify(`${head}.${payload!}.`)).toBeNull();
    expect(await tokens.verify(`${head}.${payload!}.${signature!}`)).toBeNull();
  });

  it('signed by the right key with another algorithm, or by a key pair, is refused', async () => {
    const payload = part(await signed(), 1);
    const header = { ...part(await signed(), 0) } as { alg: string };
    const hs512 = await new JwtService({ secret: KEY }).signAsync(payload, {
      algorithm: 'HS512',
      header: { ...header, alg: 'HS512' },
    });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const es256 = await new JwtService({
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }).signAsync(payload, { algorithm: 'ES256', header: { ...header, alg: 'ES256' } });
    expect(await tokens.verify(hs512)).toBeNull();
    expect(await tokens.verify(es256)).toBeNull();
  });

  it.each(['', '.', '..', 'a.b.c', 'e30.e30.e30', 'not a token', '{"alg":"HS256"}', '\u0000.\u0000.\u0000'])(
    'is not what %j is',
    async (text) => {
      expect(await tokens.verify(text)).toBeNull();
    },
  );
});
