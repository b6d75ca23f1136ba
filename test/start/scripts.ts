import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const SCRIPTS = resolve(__dirname, '../../scripts');

/** Scripts are plain ES modules that run before TypeScript is there; tests take them as they come. */
export const script = (path: string): Promise<any> => import(join(SCRIPTS, path));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly pid: number;
  readonly output: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
}

/** Runs the text of an ES module, in which `scripts` is the folder of the scripts, in a process of its own. */
export function startNode(text: string, env: NodeJS.ProcessEnv = process.env): Started {
  const prologue = `const scripts = ${JSON.stringify(SCRIPTS)};\n`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', prologue + text], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  return {
    pid: child.pid!,
    output: () => stdout,
    kill: (signal) => void child.kill(signal),
    ended: new Promise((done) =>
      child.on('close', (code) => {
        done({ code, stdout, stderr });
      }),
    ),
  };
}

export const runNode = (text: string, env?: NodeJS.ProcessEnv): Promise<Ended> => startNode(text, env).ended;

export interface Folder {
  readonly path: string;
  readonly at: (...parts: string[]) => string;
  /** Writes a file and the folders above it; text as it is, anything else as JSON. */
  readonly write: (path: string, content: unknown, mode?: number) => void;
  readonly remove: () => void;
}

/** An empty folder for one test. */
export function emptyFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'tradingboost-start-'));
  return {
    path,
    at: (...parts) => join(path, ...parts),
    write: (name, content, mode = 0o644) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content), {
        mode,
      });
    },
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
