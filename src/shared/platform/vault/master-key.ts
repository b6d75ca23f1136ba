import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';

/** The half of a master key that seals: enough to store a secret, of no use for reading one. */
export interface SealingKey {
  /** Names the key; tells nothing about it. */
  readonly id: string;
  readonly publicKey: KeyObject;
}

/** A whole master key. */
export interface MasterKey extends SealingKey {
  readonly privateKey: KeyObject;
}

const KEY_BYTES = 32;
const INFO = 'tradingboost vault x25519';
/** What stands before the 32 bytes of an X25519 key in DER (RFC 8410). */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b656e032100', 'hex');

/** The key pair that follows from a secret: the secret is what an operator keeps. */
export function masterKeyOf(secret: string): MasterKey {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', INFO, KEY_BYTES));
  const privateKey = createPrivateKey({
    ...{ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' },
  });
  return { ...sealingKeyOf(publicText(createPublicKey(privateKey)))!, privateKey };
}

/** The sealing half as it is written in the configuration; null when the text is none. */
export function sealingKeyOf(text: string): SealingKey | null {
  if (!/^[\w-]{43}$/.test(text)) return null;
  const raw = Buffer.from(text, 'base64url');
  const publicKey = createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, raw]), format: 'der', type: 'spki' });
  return { id: createHash('sha256').update(raw).digest('hex').slice(0, 16), publicKey };
}

/** The 32 bytes of a public key. */
export const publicBytes = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEAD.length);

/** The sealing half as text: 43 characters. */
export const publicText = (key: KeyObject): string => publicBytes(key).toString('base64url');

/** The public key of these 32 bytes. */
export const publicKeyOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, bytes]), format: 'der', type: 'spki' });
