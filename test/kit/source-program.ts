import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PROJECT = resolve(__dirname, '../..');

/**
 * Compiles folders or files of `src` for programs that run as processes of their own and may be killed. Answers the folder
 * that stands for `src`; a program imports from it by absolute path.
 */
export async function compileSources(...parts: readonly string[]): Promise<string> {
  const compiler = join(__dirname, 'compile-sources.mjs');
  return (await promisify(execFile)(process.execPath, [compiler, ...parts])).stdout;
}

export interface SourceProgram {
  readonly process: ChildProcess;
  /** Lines printed so far. */
  readonly lines: readonly string[];
  /** How it ended and what it wrote to its error output. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** Runs the text of an ES module with Node, in the project's folder. */
export function runProgram(text: string, options: SpawnOptions = {}): SourceProgram {
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
    cwd: PROJECT,
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let rest = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((settle) => {
    child.once('close', (code) => {
      settle({ code, stderr });
    });
  });
  return { process: child, lines, ended };
}
