import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { StartupFailure } from '../startup-failure.js';

/** Whom the server runs as; null means: as ourselves. */
export type ServerUser = { readonly uid: number; readonly gid: number } | null;

/** `nobody`: no user has to be made, and initdb finds it in the list of users. */
const NOBODY = 65_534;

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Postgres refuses to run as root: then it runs as the owner of the database that is there, else as `nobody`. */
export async function serverUser(cluster: string): Promise<ServerUser> {
  if (!isRoot()) return null;
  if (process.platform !== 'linux') {
    throw new StartupFailure(
      'embedded-postgres-as-root',
      'Postgres does not run as root here: start the program as your own user.',
    );
  }
  const there = await stat(cluster).catch(() => null);
  return there === null || there.uid === 0
    ? { uid: NOBODY, gid: NOBODY }
    : { uid: there.uid, gid: there.gid };
}

/** Name for sentences: "uid 65534" or the name of who runs the program. */
export function nameOf(user: ServerUser): string {
  if (user !== null) return `uid ${user.uid}`;
  const uid = process.getuid?.() ?? -1;
  try {
    return `user ${userInfo().username}`;
  } catch {
    return `uid ${uid}`;
  }
}
