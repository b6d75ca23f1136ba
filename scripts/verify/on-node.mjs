/**
 * The whole suite on another Node: a fresh copy of what git tracks, Node from its npm package, `npm ci`, `npm test`. Nothing
 * is installed on the machine, and the copy goes at the end.
 *
 *   node scripts/verify/on-node.mjs [--node 24] [--json FILE]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freshCopy } from '../smoke/fresh-copy.mjs';
import { nodeFromNpm } from './another-node.mjs';
import { ranOn, root } from './program.mjs';

const { values } = parseArgs({ options: { node: { type: 'string' }, json: { type: 'string' } } });
const wanted = values.node ?? '24';
const copy = freshCopy(root, `node-${wanted}`);
const runtime = nodeFromNpm(wanted);
const violations = runtime.failure === null ? [] : [runtime.failure];

try {
  const env = { ...runtime.env, CI: 'true' };
  // What npm runs on, for the tests run on that too.
  const { node, npm } = JSON.parse(
    execFileSync('npm', ['version', '--json'], { cwd: copy, env, encoding: 'utf8' }),
  );
  if (node !== wanted && !node.startsWith(`${wanted}.`)) throw new Error(`npm runs on Node ${node}`);
  const seconds = {
    install: run('npm', ['ci', '--include=dev'], { cwd: copy, env }),
    test: run('npm', ['test'], { cwd: copy, env }),
  };
  const result = {
    check: `node-${wanted}`,
    ...ranOn(),
    node,
    npm,
    seconds,
    tests: testsOf(copy),
    violations,
  };
  console.log(JSON.stringify(result, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (violations.length > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
  runtime.remove();
}

/** Runs a command with its output shown, notes when it fails, and answers its seconds. */
function run(command, options, { cwd, env = process.env }) {
  const began = performance.now();
  const { status, signal } = spawnSync(command, options, { cwd, env, stdio: ['ignore', 2, 2] });
  if (status !== 0) violations.push(`${command} ${options.join(' ')}: ended with ${status ?? signal}`);
  return Math.round((performance.now() - began) / 1000);
}

function testsOf(folder) {
  const counts = join(folder, '.cache', 'test-totals.json');
  return existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : null;
}
