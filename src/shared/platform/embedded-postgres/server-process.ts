import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { serverEnvironment } from './server-environment.js';
import type { ServerUser } from './server-user.js';

/**
 * The shell waits on a pipe from us. When we end in any manner, kill -9 included, the pipe closes and the server is asked for a
 * fast shutdown. The shell keeps no output open, so the output ends exactly when the last process of the server has ended.
 */
const WATCHDOG = '"$@" & p=$!; trap "" INT TERM HUP; exec >/dev/null 2>&1; cat; kill -INT $p; wait $p';

const READY = 'database system is ready to accept connections';

const FIXED = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
} as const;

export interface ServerProcess {
  /** `null` when it accepts connections; else what it said before it ended. */
  readonly ready: Promise<string | null>;
  /** The whole tree of processes has ended. */
  readonly ended: Promise<void>;
  /** The watchdog itself ended. While the server still lives, nobody would stop it if we died. */
  readonly unwatched: Promise<void>;
  /** Closes the watchdog's pipe: fast shutdown. */
  hangUp(): void;
}

export interface ServerOptions {
  readonly binaries: string;
  readonly cluster: string;
  readonly port: number;
  readonly user: ServerUser;
  readonly onLine: (line: string) => void;
}

export function spawnServer({ binaries, cluster, port, user, onLine }: ServerOptions): ServerProcess {
  const settings = Object.entries({ ...FIXED, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [join(binaries, 'bin', 'postgres'), '-D', cluster, ...settings];
  // Its own session: Ctrl-C in a terminal reaches us only, and we stop the server last.
  const shell = spawn('/bin/sh', ['-c', WATCHDOG, 'watchdog', ...server], {
    ...user,
    cwd: cluster,
    env: serverEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  const said: string[] = [];
  const lines = createInterface({ input: shell.stderr });
  const ended = new Promise<void>((resolve) => {
    lines.on('close', resolve);
    shell.on('error', (error) => {
      said.push(String(error));
      resolve();
    });
  });
  const ready = new Promise<string | null>((resolve) => {
    lines.on('line', (line) => {
      said.push(line);
      if (said.length > 100) said.shift();
      if (line.includes(READY)) resolve(null);
      onLine(line);
    });
    void ended.then(() => {
      resolve(said.join('\n'));
    });
  });
  const unwatched = new Promise<void>((resolve) => {
    shell.on('exit', () => {
      resolve();
    });
    // One that could not be started does not exit.
    shell.on('error', () => {
      resolve();
    });
  });
  // The pipe breaks when the shell was killed; `unwatched` tells.
  shell.stdin.on('error', () => undefined);
  void ended.then(() => shell.stdin.end());
  return { ready, ended, unwatched, hangUp: () => void shell.stdin.end() };
}
