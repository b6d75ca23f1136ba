import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Randomness } from '../clock/randomness.port.js';
import { StartupFailure } from '../startup-failure.js';

const SECRET_BYTES = 32;
const SHAPE = /^[\w-]{43}$/;

/** The file of the secret that signs access tokens. */
export const tokenSecretFile = (dataDir: string): string => join(dataDir, 'token-secret');

export interface TokenSecretParts {
  /** The secret of the configuration; null when there is none. */
  readonly given: string | null;
  /** Folder of what must survive; null when the program has none, because its database is somebody else's. */
  readonly dataDir: string | null;
  readonly randomness: Randomness;
  /** Told when the secret will not outlive the process. */
  readonly warn: (message: string) => void;
}

/**
 * The secret that signs access tokens: the given one; else one that was made at the first start and is kept in the data
 * folder, readable by its owner only; else one for the life of this process. @throws StartupFailure
 */
export async function openTokenSecret({
  given,
  dataDir,
  randomness,
  warn,
}: TokenSecretParts): Promise<string> {
  if (given !== null) return given;
  const made = Buffer.from(randomness.bytes(SECRET_BYTES)).toString('base64url');
  if (dataDir === null) {
    warn('TB_TOKEN_SECRET is not set and there is no data folder: everybody is signed out at the next start');
    return made;
  }
  const file = tokenSecretFile(dataDir);
  return (await read(file)) ?? (await keep(file, made));
}

/** The kept secret; null when there is none yet. */
async function read(file: string): Promise<string | null> {
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0) {
      throw new StartupFailure(
        'token-secret-open',
        `${file} signs access tokens and others may read it: run "chmod 600 ${file}", or delete it to have a new one made.`,
      );
    }
    const text = (await readFile(file, 'utf8')).trimEnd();
    if (SHAPE.test(text)) return text;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (error instanceof StartupFailure) throw error;
    throw new StartupFailure('token-secret-unreadable', `${file} cannot be read: give it to this user.`, {
      cause: error,
    });
  }
  throw new StartupFailure(
    'token-secret-damaged',
    `${file} does not hold what this program wrote: delete it, a new one is made and everybody signs in again.`,
  );
}

/** Made by `link`: the file is whole or not there, and of several programs that start at once one makes it for all. */
async function keep(file: string, secret: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${secret}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file);
    return secret;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return (await read(file))!;
    throw new StartupFailure(
      'token-secret-unwritable',
      `${file} cannot be written: give its folder to this user.`,
      {
        cause: error,
      },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
