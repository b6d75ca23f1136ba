import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { processFacts } from '../embedded-postgres/process-facts.js';

/** Names one process incarnation on one host. The order of the parts is that of the text: pid, host, start mark. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Host and process namespace: ids of processes are comparable only within it. */
  readonly host: string;
  /** Differs between two processes that got the same id one after the other. */
  readonly startMark: string;
}

/** Fits a column and tells a person which process it was. */
export const identityText = ({ pid, host, startMark }: ProcessIdentity): string =>
  `${pid} ${host} ${startMark}`;

export function parseIdentity(text: string): ProcessIdentity | null {
  const found = /^(\d+) (\S+) (.+)$/.exec(text);
  return found === null ? null : { pid: Number(found[1]), host: found[2]!, startMark: found[3]! };
}

/** This process. Two containers on one machine have different namespaces, so they never judge each other's processes. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  const facts = await processFacts(process.pid);
  return {
    pid: process.pid,
    host: `${hostname()}/${namespace}`.replace(/\s/g, '_'),
    startMark: facts?.startMark ?? 'unknown',
  };
}

/** True when the process is known to be gone: of this host and namespace, and not running any more. Doubt means alive. */
export async function isDead(other: ProcessIdentity, self: ProcessIdentity): Promise<boolean> {
  if (other.host !== self.host || other.startMark === 'unknown' || self.startMark === 'unknown') return false;
  const facts = await processFacts(other.pid);
  return facts === null || facts.zombie || facts.startMark !== other.startMark;
}
