import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupFailure } from '../startup-failure.js';
import { failureFrom } from './complaints.js';
import { dataFiles } from './data-dir.js';
import { serverEnvironment } from './server-environment.js';
import type { ServerUser } from './server-user.js';

/** Owner of the database and the only role in it. */
export const DATABASE_USER = 'tradingboost';

/** Major version of the binaries in use. A cluster of another one cannot be opened, only converted. */
export const MAJOR = 18;

/** Makes the cluster when there is none and answers the password of its owner. @throws StartupFailure */
export async function openCluster(binaries: string, dataDir: string, user: ServerUser): Promise<string> {
  const { cluster, password } = dataFiles(dataDir);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) return initialise(binaries, dataDir, user);
  if (Number(version) !== MAJOR) {
    throw new StartupFailure(
      'database-of-another-version',
      `The database in ${dataDir} was made by Postgres ${version.trim()} and this program brings Postgres ${MAJOR}: start the program version that made it, export, and import into an empty data folder.`,
    );
  }
  try {
    return (await readFile(password, 'utf8')).trim();
  } catch (cause) {
    throw new StartupFailure(
      'database-password-missing',
      `The password file ${password} of the database cannot be read: restore it from your backup of the data folder.`,
      { cause },
    );
  }
}

/** The cluster is made beside and renamed: a crash half-way leaves nothing that looks like a database. */
async function initialise(binaries: string, dataDir: string, user: ServerUser): Promise<string> {
  const { cluster, unfinished, password } = dataFiles(dataDir);
  if (await isThere(cluster)) {
    throw new StartupFailure(
      'data-dir-foreign',
      `${cluster} is not a Postgres database: move it away, or choose another data folder.`,
    );
  }
  const secret = randomBytes(24).toString('base64url');
  await rm(unfinished, { recursive: true, force: true });
  await rm(password, { force: true });
  await writeFile(password, `${secret}\n`, { mode: 0o600 });
  if (user !== null) await chown(password, user.uid, user.gid);
  await initdb(binaries, dataDir, user);
  await rename(unfinished, cluster);
  return secret;
}

function initdb(binaries: string, dataDir: string, user: ServerUser): Promise<void> {
  const { unfinished, password } = dataFiles(dataDir);
  // Synced to disk, so that a power cut minutes after the first start finds a whole database. Measured: 0.1 s.
  const wishes = ['--auth=scram-sha-256', '--locale=C', '--encoding=UTF8', `--username=${DATABASE_USER}`];
  return new Promise((resolve, reject) => {
    const child = spawn(
      join(binaries, 'bin', 'initdb'),
      [...wishes, `--pwfile=${password}`, '-D', unfinished],
      {
        ...user,
        cwd: dataDir,
        env: serverEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    child.on('error', (error) => {
      reject(failureFrom(String(error), dataDir));
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(failureFrom(said, dataDir));
    });
  });
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
