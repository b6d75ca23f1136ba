import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DATABASE_USER } from './cluster.js';
import { dataFiles } from './data-dir.js';
import { livePostmaster } from './postmaster.js';

/** The line of `postmaster.pid` that names the port. */
const PORT_LINE = 3;

/** Connection string of the server that another program runs in this data folder; null when none runs there. */
export async function runningServer(dataDir: string): Promise<string | null> {
  const { cluster, password } = dataFiles(resolve(dataDir));
  if ((await livePostmaster(cluster)) === null) return null;
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  const secret = (await readFile(password, 'utf8')).trim();
  const port = Number(lines[PORT_LINE]);
  return `postgresql://${DATABASE_USER}:${secret}@127.0.0.1:${port}/postgres`;
}
