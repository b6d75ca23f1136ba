import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { StartupFailure } from '../startup-failure.js';
import { dataFiles } from './data-dir.js';
import { processFacts } from './process-facts.js';

/** Which program started the server of a data folder. Kept until that server has ended, so a crash leaves it behind. */
interface Owner {
  readonly pid: number;
  readonly startMark: string;
}

export interface Ownership {
  /** True when a program before us died without stopping its server: that server, if it still lives, is ours to stop. */
  readonly inherited: boolean;
  release(): Promise<void>;
}

/**
 * One program per data folder. The file names a process by id and start, so an id that came back is not mistaken for its
 * former owner. It is made by `link`: whole or not there. Programs in different containers do not see each other's
 * processes: one volume belongs to one container.
 * @throws StartupFailure when another living program has the folder.
 */
export async function takeOwnership(dataDir: string): Promise<Ownership> {
  const { owner } = dataFiles(dataDir);
  const me: Owner = { pid: process.pid, startMark: (await processFacts(process.pid))?.startMark ?? '' };
  let inherited = false;
  while (!(await claim(owner, JSON.stringify(me)))) {
    const text = await readFile(owner, 'utf8').catch(() => null);
    if (text === null) continue;
    const other = parseOwner(text);
    if (other !== null && (await lives(other))) throw alreadyRunning(dataDir, other.pid);
    inherited = true;
    await setAside(owner, text);
  }
  return { inherited, release: () => rm(owner, { force: true }) };
}

/** False when there is an owner already. */
async function claim(owner: string, text: string): Promise<boolean> {
  const draft = `${owner}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, owner);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes the file of a dead owner; when another program was quicker and the file is already its own, it gets it back. */
async function setAside(owner: string, expected: string): Promise<void> {
  const aside = `${owner}.${randomUUID()}`;
  try {
    await rename(owner, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== expected) await link(aside, owner).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseOwner(text: string): Owner | null {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return null;
  }
}

async function lives(owner: Owner): Promise<boolean> {
  const facts = await processFacts(owner.pid);
  return facts !== null && !facts.zombie && facts.startMark === owner.startMark;
}

export function alreadyRunning(dataDir: string, pid: number | null): StartupFailure {
  const who = pid === null ? 'another program' : `process ${pid}`;
  return new StartupFailure(
    'data-dir-in-use',
    `The program is already running on ${dataDir} (${who}): use that one, stop it first, or choose another data folder.`,
  );
}
