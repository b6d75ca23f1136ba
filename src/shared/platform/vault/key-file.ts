import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Randomness } from '../clock/randomness.port.js';
import { StartupFailure } from '../startup-failure.js';

const SECRET_BYTES = 32;
const SHAPE = /^[\w-]{43}$/;

/** The file of the master keys that were made here: one a line, the one that seals first. */
export const keyFile = (dataDir: string): string => join(dataDir, 'vault-key');

const makeSecret = (randomness: Randomness): string =>
  Buffer.from(randomness.bytes(SECRET_BYTES)).toString('base64url');

/** The kept keys, the newest first; empty when there is no file. @throws StartupFailure */
export async function readKeyFile(dataDir: string): Promise<readonly string[]> {
  const file = keyFile(dataDir);
  let text: string;
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0) {
      throw new StartupFailure(
        'vault-key-open',
        `${file} opens exchange keys and others may read it: run "chmod 600 ${file}", then rotate the keys.`,
      );
    }
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    if (error instanceof StartupFailure) throw error;
    throw new StartupFailure('vault-key-unreadable', `${file} cannot be read: give it to this user.`, {
      cause: error,
    });
  }
  const secrets = text.split('\n').filter((line) => line !== '');
  if (secrets.length > 0 && secrets.every((line) => SHAPE.test(line))) return secrets;
  throw new StartupFailure(
    'vault-key-damaged',
    `${file} does not hold what this program wrote: bring it back from a backup, stored exchange keys need it.`,
  );
}

/** The kept keys; of several programs that start at once one makes the first for all. */
export async function openKeyFile(
  dataDir: string,
  randomness: Randomness,
): Promise<{ readonly secrets: readonly string[]; readonly made: boolean }> {
  const kept = await readKeyFile(dataDir);
  if (kept.length > 0) return { secrets: kept, made: false };
  const draft = await write(dataDir, [makeSecret(randomness)]);
  try {
    await link(draft, keyFile(dataDir));
    await settle(dataDir);
    return { secrets: await readKeyFile(dataDir), made: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { secrets: await readKeyFile(dataDir), made: false };
  } finally {
    await rm(draft, { force: true });
  }
}

/** Puts a new key before the others, which stay until nothing needs them. */
export async function addKey(dataDir: string, randomness: Randomness): Promise<void> {
  const kept = await readKeyFile(dataDir);
  await replace(dataDir, [makeSecret(randomness), ...kept]);
}

/** Forgets all keys but the one that seals, also in drafts of programs that were killed. Nobody else may write keys meanwhile. */
export async function dropOldKeys(dataDir: string): Promise<void> {
  await replace(dataDir, (await readKeyFile(dataDir)).slice(0, 1));
  const drafts = (await readdir(dataDir)).filter((name) => name.startsWith(`${basename(keyFile(dataDir))}.`));
  for (const draft of drafts) await rm(join(dataDir, draft), { force: true });
}

async function replace(dataDir: string, secrets: readonly string[]): Promise<void> {
  await rename(await write(dataDir, secrets), keyFile(dataDir));
  await settle(dataDir);
}

/** The name is on the disk before anything is sealed by what stands under it: a file without its name is lost with the power. */
async function settle(dataDir: string): Promise<void> {
  const folder = await open(dataDir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A draft beside the file, whole on the disk and readable by its owner only. */
async function write(dataDir: string, secrets: readonly string[]): Promise<string> {
  const draft = `${keyFile(dataDir)}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${secrets.join('\n')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return draft;
  } catch (error) {
    throw new StartupFailure(
      'vault-key-unwritable',
      `${draft} cannot be written: give its folder to this user.`,
      {
        cause: error,
      },
    );
  }
}
