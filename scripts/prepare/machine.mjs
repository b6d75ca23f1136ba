/**
 * What the program runs on. This file is read before anything else is known about the machine, so it keeps to syntax
 * and built-ins that Node versions far too old for the program understand too.
 */
import { closeSync, openSync, readSync } from 'node:fs';

const OLDEST_NODE = [20, 19];
const PLATFORMS = { linux: ['x64', 'arm64'], darwin: ['x64', 'arm64'] };
const ELF_HEAD_BYTES = 8192;

/** One sentence saying why the program cannot run here and what to do, or null when it can. */
export function unsupported(machine) {
  const [major, minor] = machine.nodeVersion.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    return `TradingBoost needs Node ${OLDEST_NODE.join('.')} or later and this is Node ${machine.nodeVersion}: install a newer Node and run the command again.`;
  }
  if ((PLATFORMS[machine.platform] || []).indexOf(machine.arch) < 0) {
    return `TradingBoost runs on Linux with glibc and on macOS (x64, arm64) and this is ${machine.platform} ${machine.arch}: on Windows use WSL, elsewhere Docker.`;
  }
  if (machine.libc === 'musl') {
    return 'TradingBoost needs Linux with glibc and this Linux uses musl (Alpine): use a glibc distribution such as Debian or Ubuntu, or the Docker image.';
  }
  return null;
}

/** The machine this process runs on. */
export function thisMachine() {
  return {
    nodeVersion: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    libc: process.platform === 'linux' ? libcOf(process.execPath) : 'system',
  };
}

/** The C library a Linux program was linked with, by the loader its ELF head names. */
export function libcOf(program) {
  const head = Buffer.alloc(ELF_HEAD_BYTES);
  try {
    const file = openSync(program, 'r');
    try {
      readSync(file, head, 0, ELF_HEAD_BYTES, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    return 'glibc';
  }
  return head.includes('/ld-musl-') ? 'musl' : 'glibc';
}
