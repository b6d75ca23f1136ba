import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { StartupFailure } from '../startup-failure.js';
import { closedFolder } from './reachable.js';
import { isRoot, nameOf, serverUser, type ServerUser } from './server-user.js';

/** Where data goes when the server's user cannot come to the folder that was asked for. */
export const SYSTEM_DATA_HOME = '/var/lib/tradingboost';

/** What a data folder consists of; anything else in it means that it is somebody else's folder. */
export const dataFiles = (dataDir: string) => ({
  /** Postgres's own folder. */
  cluster: join(dataDir, 'cluster'),
  /** The same while initdb works on it; renamed when whole. */
  unfinished: join(dataDir, 'cluster.new'),
  /** Password of the database's owner, readable by its owner only. */
  password: join(dataDir, 'password'),
  /** Which program the server belongs to. */
  owner: join(dataDir, 'owner.json'),
  /** Not the database's, but at home in the same folder: what signs access tokens. */
  tokenSecret: join(dataDir, 'token-secret'),
  /** Nor this: what opens the stored keys of exchange accounts. */
  vaultKey: join(dataDir, 'vault-key'),
  /** What can be made again, such as candle files as columns. */
  cache: join(dataDir, '.cache'),
});

export interface ResolvedDataDir {
  readonly dataDir: string;
  /** Why it is another folder than the one asked for, as one sentence; null when it is the same. */
  readonly reason: string | null;
}

/**
 * Decides where the database lives. As root the server runs as another user, who cannot come to a folder below a closed one
 * (a home, usually); then it lives under `/var/lib/tradingboost`, and the program says why.
 */
export async function resolveDataDir(requested: string): Promise<ResolvedDataDir> {
  const wanted = resolve(requested);
  const user = await serverUser(dataFiles(wanted).cluster);
  const closed = await closedFolder(wanted, user);
  if (closed === null) return { dataDir: wanted, reason: null };
  const dataDir = join(SYSTEM_DATA_HOME, basename(wanted));
  const reason =
    `Data is kept in ${dataDir} and not in ${wanted}: as root the database runs as ${nameOf(user)}, ` +
    `which may not enter ${closed}.`;
  return { dataDir, reason };
}

/** Makes the folder, gives it to the server's user and closes it to all others. @throws StartupFailure */
export async function prepareDataDir(dataDir: string, user: ServerUser): Promise<void> {
  const closed = await closedFolder(dataDir, user);
  if (closed !== null) {
    throw new StartupFailure(
      'data-dir-unreachable',
      `The database runs as ${nameOf(user)}, which may not enter ${closed}: choose another data folder than ${dataDir}, or run "chmod o+x ${closed}".`,
    );
  }
  try {
    await mkdir(dataDir, { recursive: true });
    await refuseForeign(dataDir);
    if (user !== null) await chown(dataDir, user.uid, user.gid);
    await chmod(dataDir, 0o700);
  } catch (error) {
    if (error instanceof StartupFailure) throw error;
    throw await notWritable(dataDir, user, error);
  }
}

async function refuseForeign(dataDir: string): Promise<void> {
  const known = Object.values(dataFiles('')).map((path) => basename(path));
  const entries = await readdir(dataDir);
  const stranger = entries.find(
    (name) => !known.some((mine) => name === mine || name.startsWith(`${mine}.`)),
  );
  if (stranger === undefined) return;
  throw new StartupFailure(
    'data-dir-foreign',
    `${dataDir} holds something that is not this program's database (${stranger}): choose an empty folder for the data.`,
  );
}

async function notWritable(dataDir: string, user: ServerUser, cause: unknown): Promise<StartupFailure> {
  const facts = await stat(dataDir).catch(() => null);
  const who = isRoot() ? 'root' : nameOf(user);
  const whose = facts === null ? '' : ` (it belongs to uid ${facts.uid})`;
  return new StartupFailure(
    'data-dir-not-writable',
    `The data folder ${dataDir} cannot be made or written by ${who}${whose}: give it to that user or choose another folder.`,
    { cause },
  );
}
