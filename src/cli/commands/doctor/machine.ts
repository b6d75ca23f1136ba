import { statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { platformPackage, thisMachine } from '../../../shared/platform/embedded-postgres/platform-package.js';
import { failed, ok, warning, type Finding } from './finding.js';

const OLDEST_NODE = [20, 19] as const;
const GIB = 1024 ** 3;
const LEAST_MEMORY = 1 * GIB;
const LEAST_DISK = 1 * GIB;

/** What the checks look at; tests hand in their own. */
export interface MachineFacts {
  readonly nodeVersion: string;
  readonly cores: number;
  readonly memory: number;
  readonly free: number;
  /** Bytes free where the data is kept; null when that cannot be told. */
  readonly disk: number | null;
}

export async function machineFacts(dataDir: string): Promise<MachineFacts> {
  return {
    nodeVersion: process.versions.node,
    cores: availableParallelism(),
    memory: totalmem(),
    free: freemem(),
    disk: await freeSpace(resolve(dataDir)),
  };
}

/** Node, processors, memory and room on the disk. */
export function checkMachine({ nodeVersion, cores, memory, free, disk }: MachineFacts): readonly Finding[] {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const oldNode = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const wanted = OLDEST_NODE.join('.');
  const room = disk === null ? null : `${gib(disk)} free where the data is kept`;
  return [
    oldNode
      ? failed('node', `Node.js ${nodeVersion}`, `install Node.js ${wanted} or newer`)
      : ok('node', `Node.js ${nodeVersion}`),
    memory < LEAST_MEMORY
      ? warning('memory', `${gib(memory)} of memory`, `give the machine ${gib(LEAST_MEMORY)} or more`)
      : ok('memory', `${gib(memory)} of memory, ${gib(free)} free, ${cores} processors`),
    room === null
      ? warning('disk', 'the room on the disk cannot be told', 'look at it yourself: df -h')
      : disk! < LEAST_DISK
        ? failed('disk', room, 'delete something or choose another TB_DATA_DIR')
        : ok('disk', room),
  ];
}

/** Whether the embedded database runs here at all; it is not needed where there is another. */
export function checkPlatform(databaseUrl: string | null): Finding {
  const machine = thisMachine();
  const name = `${machine.os}-${machine.arch}`;
  if (databaseUrl !== null) return ok('platform', name);
  try {
    return ok('platform', `${name}, the embedded database is ${platformPackage(machine)}`);
  } catch (error) {
    return failed('platform', name, (error as Error).message);
  }
}

const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

/** Of the nearest folder that is there. */
async function freeSpace(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return folder === dirname(folder) ? null : freeSpace(dirname(folder));
  }
}
