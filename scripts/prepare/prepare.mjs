import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, generateClient, isBuilt } from './build.mjs';
import { withLock } from './lock.mjs';
import { installPackages, packagesInstalled } from './packages.mjs';
import { say } from './say.mjs';

/**
 * Brings a checkout to the point where the program can be imported: packages, database client, build. Does nothing
 * when that is so already, and nothing where the program was delivered built (a container image has no sources).
 */
export async function prepare(root) {
  if (!existsSync(join(root, 'src'))) return;
  if (packagesInstalled(root) && isBuilt(root)) return;
  await alone(root, async (lock) => {
    if (!packagesInstalled(root)) await installPackages(root, lock);
    if (isBuilt(root)) return;
    await generateClient(root, lock);
    await build(root, lock);
  });
}

/** Does work on node_modules and dist that only one process may do at a time. */
export function alone(root, work) {
  return withLock(join(root, '.cache', 'prepare.lock'), work, {
    onWait: (pid) => say(`Another command (process ${pid}) is preparing this checkout; waiting for it.`),
  });
}
