import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupFailure } from '../startup-failure.js';
import { processFacts } from './process-facts.js';

/** Fast shutdown: ends sessions, writes a checkpoint. */
export const FAST = 'SIGINT';
/** Ends at once; the next start recovers from the log. No committed row is lost. */
export const IMMEDIATE = 'SIGQUIT';

const FAST_MS = 30_000;
const IMMEDIATE_MS = 5_000;

/** The process that `postmaster.pid` names when it is alive and really the server of that folder; else null. */
export async function livePostmaster(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [first, folder] = text.split('\n');
  const pid = Number(first);
  if (!Number.isSafeInteger(pid) || pid <= 1 || folder === undefined) return null;
  const facts = await processFacts(pid);
  const itself =
    facts !== null && !facts.zombie && / -D\s/.test(facts.command) && facts.command.includes(folder);
  return itself ? pid : null;
}

/**
 * Makes room for a new server: one left behind by a program that died is stopped; a lock file without its server is
 * deleted (Postgres itself trusts any living process with that id, in a container often ourselves).
 * @throws StartupFailure for a server that is not ours to stop or does not stop.
 */
export async function clearPostmaster(cluster: string, inherited: boolean): Promise<void> {
  const pid = await livePostmaster(cluster);
  if (pid !== null) {
    if (!inherited) throw foreign(cluster, pid);
    if (!(await stopPostmaster(cluster, pid))) throw foreign(cluster, pid);
  }
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}

/** Asks for a fast shutdown, insists after a while; true when the server has gone. */
export async function stopPostmaster(cluster: string, pid: number): Promise<boolean> {
  for (const [signal, patienceMs] of [
    [FAST, FAST_MS],
    [IMMEDIATE, IMMEDIATE_MS],
  ] as const) {
    if (!signalled(pid, signal)) return false;
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if ((await livePostmaster(cluster)) !== pid) return true;
      await sleep(10);
    }
  }
  return false;
}

/** False when the process belongs to somebody else. */
function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const foreign = (cluster: string, pid: number) =>
  new StartupFailure(
    'data-dir-in-use',
    `A Postgres that this program did not start (process ${pid}) runs on ${cluster}: stop it first, or choose another data folder.`,
  );
