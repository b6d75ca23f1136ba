import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupFailure } from '../startup-failure.js';
import { usableBinaries } from './binaries.js';
import { DATABASE_USER, openCluster } from './cluster.js';
import { failureFrom } from './complaints.js';
import { dataFiles, prepareDataDir } from './data-dir.js';
import { freePort } from './free-port.js';
import { alreadyRunning, takeOwnership, type Ownership } from './ownership.js';
import { clearPostmaster, livePostmaster, stopPostmaster } from './postmaster.js';
import { spawnServer, type ServerProcess } from './server-process.js';
import { serverUser, type ServerUser } from './server-user.js';

export interface EmbeddedPostgresOptions {
  /** Folder of the database; made when missing. Where it may be: `resolveDataDir`. */
  readonly dataDir: string;
  /** Each line the server logs. */
  readonly onLine?: (line: string) => void;
  /** Told once, with a sentence, when the server ends or loses its watchdog without `stop`. */
  readonly onLost?: (sentence: string) => void;
}

export interface EmbeddedPostgres {
  /** Connection string with the password; listens on 127.0.0.1 only. */
  readonly url: string;
  readonly dataDir: string;
  /** Fast shutdown; resolves when no process is left. May be called again. */
  stop(): Promise<void>;
}

const ignore = () => undefined;

/** Crash recovery of a large log takes its time; a server that says nothing for this long does not come. */
const READY_MS = 180_000;
/** How long processes of a server that was killed may keep its memory. */
const LEFTOVER_MS = 10_000;

/** Starts the Postgres that npm installed. @throws StartupFailure with one sentence for the person who started us. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const { cluster } = dataFiles(dataDir);
  const user = await serverUser(cluster);
  const binaries = await usableBinaries(user);
  await prepareDataDir(dataDir, user);
  const ownership = await takeOwnership(dataDir);
  try {
    await clearPostmaster(cluster, ownership.inherited);
    const password = await openCluster(binaries, dataDir, user);
    const launched = await launch(binaries, dataDir, user, options.onLine ?? ignore);
    return running({ ...launched, dataDir, password, ownership, onLost: options.onLost ?? ignore });
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

interface Launched {
  readonly server: ServerProcess;
  readonly port: number;
}

async function launch(
  binaries: string,
  dataDir: string,
  user: ServerUser,
  onLine: (line: string) => void,
): Promise<Launched> {
  const { cluster } = dataFiles(dataDir);
  const deadline = performance.now() + LEFTOVER_MS;
  for (;;) {
    const port = await freePort();
    const server = spawnServer({ binaries, cluster, port, user, onLine });
    const complaint = await readyOrComplaint(server, dataDir);
    if (complaint === null) return { server, port };
    await server.ended;
    const leftover = /still in use/.test(complaint);
    const portTaken = /could not bind|Address already in use/.test(complaint);
    if (performance.now() > deadline || !(leftover || portTaken)) {
      throw leftover || /postmaster\.pid" already exists/.test(complaint)
        ? alreadyRunning(dataDir, await livePostmaster(cluster))
        : failureFrom(complaint, dataDir);
    }
    await sleep(50);
  }
}

async function readyOrComplaint(server: ServerProcess, dataDir: string): Promise<string | null> {
  const patience = new AbortController();
  const tooLate = sleep(READY_MS, 'late' as const, { signal: patience.signal }).catch(() => null);
  const first = await Promise.race([server.ready, tooLate]);
  patience.abort();
  if (first !== 'late') return first;
  server.hangUp();
  throw new StartupFailure(
    'embedded-postgres-slow',
    `The embedded Postgres on ${dataDir} was not ready after ${READY_MS / 1000} s: look at its log, the disk may be failing.`,
  );
}

interface Parts extends Launched {
  readonly dataDir: string;
  readonly password: string;
  readonly ownership: Ownership;
  readonly onLost: (sentence: string) => void;
}

function running({ server, port, dataDir, password, ownership, onLost }: Parts): EmbeddedPostgres {
  const { cluster } = dataFiles(dataDir);
  let stopping: Promise<void> | null = null;
  let told = false;
  const end = async () => {
    server.hangUp();
    const pid = await livePostmaster(cluster);
    if (pid !== null) await stopPostmaster(cluster, pid);
    await Promise.all([server.ended, server.unwatched]);
    await ownership.release();
  };
  const stop = () => (stopping ??= end());
  const lost = (sentence: string) => {
    if (stopping !== null || told) return;
    told = true;
    onLost(sentence);
  };
  void server.ended.then(() => {
    lost(
      `The embedded Postgres on ${dataDir} ended by itself: look at its log, then start the program again.`,
    );
  });
  void server.unwatched.then(() => {
    lost(
      `The watchdog of the embedded Postgres on ${dataDir} was killed, so the database stops too: start the program again.`,
    );
    return stop();
  });
  return { url: `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`, dataDir, stop };
}
