import { createHash, createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { StartupFailure } from '../../startup-failure.js';

/**
 * A backup is one file: a line that says what it is, a line of JSON that may be read by anybody, then frames until the end.
 * A frame holds a piece of the packed records, sealed by AES-256-GCM under a key that is used for this file only; its place
 * and whether it is the last stand in the nonce, and the head in what is authenticated. So a changed, missing, moved or
 * doubled byte anywhere is found before anything that it touches is used.
 */
export const MAGIC = 'TRADINGBOOST BACKUP 1\n';

const LONGEST_HEAD = 1_048_576;
const KEY_BYTES = 32;
const SALT_BYTES = 32;
/** 64 MB and about 0.1 s for one guess at a key that a person made up. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 96 * 2 ** 20 } as const;
/** What seals a backup that has no key: damage is found all the same, secrecy it has none. */
const NO_KEY = 'a backup without a key';

/** What everybody may know of a backup. */
export interface BackupHead {
  readonly createdAt: string;
  /** Version of the program that wrote it. */
  readonly program: string;
  /** The shape of the database, oldest step first. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  /** Whether TB_BACKUP_KEY is needed to open it. */
  readonly sealed: boolean;
  readonly salt: string;
  /** Tells a wrong key from a damaged file; tells nothing about the key. */
  readonly keyCheck: string;
}

/** The key of one file and the digest of its head, with which every frame is sealed. */
export interface FileKey {
  readonly key: Buffer;
  readonly headDigest: Buffer;
}

/** The file is not a backup, not whole, or not of this installation's key: one sentence, and exit code 2. */
export class BackupRefused extends StartupFailure {
  override readonly exitCode = 2;
}

export const damaged = (path: string, what: string): BackupRefused =>
  new BackupRefused(
    'backup-damaged',
    `${path} is damaged (${what}): nothing was restored, take another copy of the backup.`,
  );

/** The text before the frames, and the key of what follows. */
export function makeHead(
  facts: Pick<BackupHead, 'createdAt' | 'program' | 'migrations'>,
  secret: string | null,
): { readonly text: string; readonly fileKey: FileKey } {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const key = deriveKey(secret, salt);
  const head: BackupHead = { ...facts, sealed: secret !== null, salt, keyCheck: keyCheckOf(key) };
  const text = `${MAGIC}${JSON.stringify(head)}\n`;
  return { text, fileKey: { key, headDigest: digestOf(text) } };
}

/** Reads the head from the beginning of a file. @throws BackupRefused */
export function readHead(
  path: string,
  beginning: Buffer,
): { readonly head: BackupHead; readonly text: string } {
  if (!beginning.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC)))
    throw new BackupRefused('not-a-backup', `${path} is not a backup that this version can read.`);
  const end = beginning.indexOf(0x0a, MAGIC.length);
  if (end < 0 || end > LONGEST_HEAD) throw damaged(path, 'its head has no end');
  const text = beginning.subarray(0, end + 1).toString('utf8');
  try {
    return { head: headOf(JSON.parse(text.slice(MAGIC.length))), text };
  } catch {
    throw damaged(path, 'its head cannot be read');
  }
}

/** The key of a file. @throws BackupRefused when the secret is missing or another one. */
export function openHead(path: string, head: BackupHead, text: string, secret: string | null): FileKey {
  if (head.sealed && secret === null)
    throw new BackupRefused(
      'backup-sealed',
      `${path} is sealed: set TB_BACKUP_KEY to the key that it was made with.`,
    );
  const key = deriveKey(head.sealed ? secret : null, head.salt);
  if (!same(keyCheckOf(key), head.keyCheck))
    throw new BackupRefused(
      'backup-of-another-key',
      head.sealed
        ? `${path} was sealed by another TB_BACKUP_KEY: set the one that it was made with.`
        : `${path} is damaged (its head was changed): nothing was restored, take another copy of the backup.`,
    );
  return { key, headDigest: digestOf(text) };
}

const deriveKey = (secret: string | null, salt: string): Buffer =>
  scryptSync(secret ?? NO_KEY, salt, KEY_BYTES, SCRYPT);

const keyCheckOf = (key: Buffer): string => createHmac('sha256', key).update('key check').digest('base64url');

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const same = (left: string, right: string): boolean => timingSafeEqual(digestOf(left), digestOf(right));

function headOf(value: unknown): BackupHead {
  const { createdAt, program, migrations, sealed, salt, keyCheck } = value as Partial<BackupHead>;
  const texts = [createdAt, program, salt, keyCheck];
  const isHead =
    texts.every((text) => typeof text === 'string') &&
    typeof sealed === 'boolean' &&
    Array.isArray(migrations) &&
    (migrations as readonly unknown[]).every(
      (each) =>
        typeof each === 'object' &&
        each !== null &&
        'name' in each &&
        typeof each.name === 'string' &&
        'checksum' in each &&
        typeof each.checksum === 'string',
    );
  if (!isHead) throw new TypeError('not the head of a backup');
  return value as BackupHead;
}
