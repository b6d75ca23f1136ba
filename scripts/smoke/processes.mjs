import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Every living process: its id, its parent, its birth and its words. The dead that nobody buried yet do not count. */
export function processTable() {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

/** A process and all that descend from it. */
export function family(ancestor, table = processTable()) {
  const members = table.filter(({ pid }) => pid === ancestor);
  for (const member of members) members.push(...table.filter(({ parent }) => parent === member.pid));
  return members;
}

/** Those of `members` that still live, recognised by birth because ids are used again. */
export function survivors(members, table = processTable()) {
  return members.filter(({ pid, born }) => table.some((one) => one.pid === pid && one.born === born));
}

function fromProc() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z' || state === 'X') return [];
        const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ').trim();
        return [{ pid: Number(name), parent: Number(parent), born: rest[17], words }];
      } catch {
        return [];
      }
    });
}

function fromPs() {
  const columns = ['pid=', 'ppid=', 'stat=', 'lstart=', 'command='].flatMap((column) => ['-o', column]);
  return execFileSync('ps', ['-A', '-w', '-w', ...columns], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const found = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(line);
      if (found === null || found[3].startsWith('Z')) return [];
      return [{ pid: Number(found[1]), parent: Number(found[2]), born: found[4], words: found[5] }];
    });
}
