import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DATABASE_USER } from './cluster.js';
import { dataFiles } from './data-dir.js';
import { livePostmaster } from './postmaster.js';

/** Which line of `postmaster.pid` tells the port. */
const PORT_LINE = 3;

/** True when a database has been made in this folder. */
export const hasCluster = (dataDir: string): Promise<boolean> =>
  readFile(join(dataFiles(resolve(dataDir)).cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );

/** Connection string of the server that another program runs on this folder; null when there is none. */
export async function runningServer(dataDir: string): Promise<string | null> {
  const { cluster, password } = dataFiles(resolve(dataDir));
  if ((await livePostmaster(cluster)) === null) return null;
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const port = Number(lines[PORT_LINE]);
  if (!Number.isSafeInteger(port) || port <= 0) return null;
  const secret = (await readFile(password, 'utf8')).trim();
  return `postgresql://${DATABASE_USER}:${secret}@127.0.0.1:${port}/postgres`;
}
