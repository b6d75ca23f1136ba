import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { publicBytes, publicKeyOf, type MasterKey, type SealingKey } from './master-key.js';

/**
 * What a sealed secret belongs to. It is not stored with it, so a row that is moved to another user, account or field
 * cannot be opened there.
 */
export interface Belonging {
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly field: string;
}

/** A blob that is damaged, of another row, or sealed by another key. It says no more, on purpose. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';

  constructor() {
    super('the sealed secret cannot be opened');
  }
}

/**
 * Layout: version 1 | id of the master key 8 | one-time public key 32 | wrapped data key 32 + tag 16 | nonce 12 | text | tag 16.
 * The data key is new with each write, so a nonce can never repeat under one key; it is wrapped by a key that only the
 * one-time key and the master key agree on (X25519, HKDF-SHA-256), so who seals needs the master key's public half only.
 */
const VERSION = 1;
const ID_BYTES = 8;
const PUBLIC_BYTES = 32;
const DATA_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const WRAPPED_BYTES = DATA_KEY_BYTES + TAG_BYTES;
const HEAD_BYTES = 1 + ID_BYTES + PUBLIC_BYTES + WRAPPED_BYTES;
const WRAP_INFO = 'tradingboost vault wrap';
/** A wrapping key is used once, so its nonce may be fixed. */
const ONE_TIME_NONCE = Buffer.alloc(NONCE_BYTES);

export function seal(key: SealingKey, belonging: Belonging, secret: string): Buffer {
  const dataKey = randomBytes(DATA_KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const text = encrypt(dataKey, nonce, bound(belonging), Buffer.from(secret, 'utf8'));
  return Buffer.concat([wrap(key, dataKey), nonce, text]);
}

/** @throws CannotOpen */
export function open(keys: ReadonlyMap<string, MasterKey>, belonging: Belonging, blob: Buffer): string {
  const dataKey = unwrap(keys, blob);
  const rest = blob.subarray(HEAD_BYTES);
  if (rest.length < NONCE_BYTES + TAG_BYTES) throw new CannotOpen();
  const [nonce, text] = [rest.subarray(0, NONCE_BYTES), rest.subarray(NONCE_BYTES)];
  return decrypt(dataKey, nonce, bound(belonging), text).toString('utf8');
}

/** The same secret under another master key; the secret itself is not looked at. @throws CannotOpen */
export const rewrap = (keys: ReadonlyMap<string, MasterKey>, to: SealingKey, blob: Buffer): Buffer =>
  Buffer.concat([wrap(to, unwrap(keys, blob)), blob.subarray(HEAD_BYTES)]);

function wrap(key: SealingKey, dataKey: Buffer): Buffer {
  const once = generateKeyPairSync('x25519');
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: key.publicKey });
  const head = Buffer.concat([
    Buffer.from([VERSION]),
    Buffer.from(key.id, 'hex'),
    publicBytes(once.publicKey),
  ]);
  return Buffer.concat([head, encrypt(wrappingKey(shared, head), ONE_TIME_NONCE, head, dataKey)]);
}

function unwrap(keys: ReadonlyMap<string, MasterKey>, blob: Buffer): Buffer {
  if (blob.length < HEAD_BYTES || blob[0] !== VERSION) throw new CannotOpen();
  const key = keys.get(blob.subarray(1, 1 + ID_BYTES).toString('hex'));
  if (key === undefined) throw new CannotOpen();
  const head = blob.subarray(0, HEAD_BYTES - WRAPPED_BYTES);
  const shared = agreed(key.privateKey, head.subarray(1 + ID_BYTES));
  return decrypt(wrappingKey(shared, head), ONE_TIME_NONCE, head, blob.subarray(head.length, HEAD_BYTES));
}

function agreed(privateKey: KeyObject, publicPart: Buffer): Buffer {
  try {
    return diffieHellman({ privateKey, publicKey: publicKeyOf(publicPart) });
  } catch {
    // A point that no honest sealer makes.
    throw new CannotOpen();
  }
}

const wrappingKey = (shared: Buffer, head: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, head, WRAP_INFO, DATA_KEY_BYTES));

/** Each part with its length, so that no two belongings read alike. */
const bound = ({ userId, accountId, venue, field }: Belonging): Buffer =>
  Buffer.from(JSON.stringify([VERSION, userId, accountId, venue, field]), 'utf8');

function encrypt(key: Buffer, nonce: Buffer, aad: Buffer, text: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, nonce: Buffer, aad: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    throw new CannotOpen();
  }
}
