import { createHmac, hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/**
 * Tells whether two requests are the same one. Bodies may hold passwords and keys of exchanges, so the digest has a key of its
 * own: a stolen table cannot be tried against guesses.
 */
export class RequestDigest {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'tradingboost request digests', KEY_BYTES));
  }

  of(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}
