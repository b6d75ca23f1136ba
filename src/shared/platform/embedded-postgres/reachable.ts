import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ServerUser } from './server-user.js';

const READ = 4;
const ENTER = 1;

function permits(facts: Stats, user: NonNullable<ServerUser>, wanted: number): boolean {
  const shift = facts.uid === user.uid ? 6 : facts.gid === user.gid ? 3 : 0;
  return ((facts.mode >> shift) & wanted) === wanted;
}

/** The topmost folder above `path` that `user` may not enter; null when the way is open. Missing folders do not count. */
export async function closedFolder(path: string, user: ServerUser): Promise<string | null> {
  if (user === null) return null;
  const parent = dirname(path);
  if (parent === path) return null;
  const above = await closedFolder(parent, user);
  if (above !== null) return above;
  const facts = await stat(parent).catch(() => null);
  return facts?.isDirectory() === true && !permits(facts, user, ENTER) ? parent : null;
}

/** True when `user` can come to `path` and read it; to a folder or program: also enter or run it. */
export async function canUse(path: string, user: ServerUser, wanted = READ | ENTER): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  if (facts === null) return false;
  return user === null || (permits(facts, user, wanted) && (await closedFolder(path, user)) === null);
}
