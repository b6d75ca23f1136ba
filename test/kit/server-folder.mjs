/** Folders for the data of test servers. */
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { availableMemory, kill, pid } from 'node:process';

const MEMORY = '/dev/shm';
const NAME = /^tradingboost-test-pg-(\d+)-\w+$/;
const GIGABYTE = 2 ** 30;

/**
 * A new folder: in memory where there is plenty, for a server that drops a database waits a second for the disk. Servers run
 * with the settings of the product all the same, and nothing here cuts the power.
 */
export async function serverFolder() {
  await Promise.all([MEMORY, tmpdir()].map(removeLeftovers));
  const place = (await isRoomy(MEMORY)) ? MEMORY : tmpdir();
  return mkdtemp(join(place, `tradingboost-test-pg-${pid}-`));
}

async function isRoomy(place) {
  if (availableMemory() < 4 * GIGABYTE) return false;
  return statfs(place).then(
    ({ bavail, bsize }) => bavail * bsize >= 2 * GIGABYTE,
    () => false,
  );
}

/** A run that is killed takes its servers along, but not their data. */
async function removeLeftovers(place) {
  const names = await readdir(place).catch(() => []);
  const left = names.filter((name) => NAME.test(name) && !lives(Number(NAME.exec(name)[1])));
  await Promise.all(left.map((name) => rm(join(place, name), { recursive: true, force: true })));
}

function lives(process) {
  try {
    return kill(process, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
