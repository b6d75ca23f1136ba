import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { PreparationFailure } from './failure.mjs';

const SIGNALS = { SIGINT: 2, SIGTERM: 15 };

/**
 * Runs a program with its output going to the file `log`. Answers its exit code; a program that cannot be started
 * answers 127. The lock learns the child's id, because a child may outlive this process. When this process is asked to
 * stop, the child is asked first and waited for.
 */
export async function runQuietly(command, args, { cwd, log, lock, env = process.env }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  let child;
  let asked = null;
  const pass = (signal) => {
    asked = signal;
    child.kill(signal);
  };
  for (const signal of Object.keys(SIGNALS)) process.on(signal, pass);
  try {
    child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) lock?.add(child.pid);
    child.stdout.pipe(file, { end: false });
    child.stderr.pipe(file, { end: false });
    const code = await new Promise((resolve) => {
      child.on('error', (error) => {
        file.write(`${error.message}\n`);
        resolve(127);
      });
      child.on('close', (exitCode) => resolve(exitCode ?? 1));
    });
    if (asked !== null) throw new PreparationFailure('Stopped before it was ready.', 128 + SIGNALS[asked]);
    return code;
  } finally {
    for (const signal of Object.keys(SIGNALS)) process.off(signal, pass);
    file.end();
    await once(file, 'close');
  }
}
