import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;
/** After taking over from the dead: long enough for another one doing the same to have overwritten us. */
const SETTLE_MS = 300;

/**
 * Does `work` while no other process does work under the same lock file. The file names the process that holds it and
 * the children it started; the lock is free again when none of them lives, however they ended.
 */
export async function withLock(path, work, { onWait = () => {} } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const token = randomUUID();
  const owners = [owner(process.pid)];
  const write = (place) => writeFileSync(place, JSON.stringify({ token, owners }));
  const draft = `${path}.${token}`;

  let waiting = false;
  while (!(await taken())) {
    if (!waiting) onWait(read(path)?.owners[0]?.pid);
    waiting = true;
    await sleep(LOOK_EVERY_MS);
  }

  async function taken() {
    try {
      write(draft);
      const holder = read(path);
      if (holder === null) return link(draft, path);
      if (holder.owners.some(lives) || read(path)?.token !== holder.token) return false;
      renameSync(draft, path);
      await sleep(SETTLE_MS);
      return read(path)?.token === token;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  const lock = {
    /** Makes the lock last as long as this process too. */
    add(pid) {
      owners.push(owner(pid));
      write(draft);
      renameSync(draft, path);
    },
  };
  try {
    return await work(lock);
  } finally {
    if (read(path)?.token === token) rmSync(path, { force: true });
  }
}

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

const owner = (pid) => ({ pid, born: bornAt(pid) });

const lives = ({ pid, born }) => born !== null && bornAt(pid) === born;

/** When a process was born, or null when it does not live; ids are used again, so an id alone names no process. */
function bornAt(pid) {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : rest[18];
  } catch {
    return null;
  }
}
