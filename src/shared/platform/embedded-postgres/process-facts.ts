import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What the system says about a living process. */
export interface ProcessFacts {
  /** Dead, and only kept until its parent looks. */
  readonly zombie: boolean;
  /** Differs between two processes that got the same id one after the other. */
  readonly startMark: string;
  /** Program and arguments, joined by spaces. */
  readonly command: string;
}

/** Facts about process `pid`; null when there is none. */
export function processFacts(pid: number): Promise<ProcessFacts | null> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** Linux: /proc/PID/stat is "pid (name) state ppid ..."; the name may hold spaces and brackets. */
async function fromProc(pid: number): Promise<ProcessFacts | null> {
  try {
    const [stat, command, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      zombie: fields[0] === 'Z' || fields[0] === 'X',
      startMark: `${boot.trim()} ${fields[19] ?? ''}`,
      command: command.split('\0').join(' ').trim(),
    };
  } catch {
    return null;
  }
}

/** macOS and the rest: `ps` prints state, start time (five words) and command. */
export async function fromPs(pid: number): Promise<ProcessFacts | null> {
  try {
    const asked = ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)];
    const { stdout } = await promisify(execFile)('ps', asked, {
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
    const words = stdout.trim().split(/\s+/);
    return {
      zombie: words[0]?.startsWith('Z') ?? false,
      startMark: words.slice(1, 6).join(' '),
      command: words.slice(6).join(' '),
    };
  } catch {
    return null;
  }
}
