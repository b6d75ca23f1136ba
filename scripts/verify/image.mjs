/**
 * What the image holds, tried without a container: the last stage of the Dockerfile as a folder, production packages only, Node
 * 24 from its npm package, an unprivileged user who may not write there; then a new user's day in it, api and worker apart, on
 * the Postgres and the Redis of this machine. Run it as root: nobody else can become somebody else.
 *
 *   npm run build && node scripts/verify/image.mjs [--json FILE]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ranOn, root } from './program.mjs';

const PACKAGE = 'node@24';
const NOBODY = '65534';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'tradingboost-image-'));
const violations = [];
const began = performance.now();
try {
  chmodSync(folder, 0o755);
  const [tree, runtime] = [join(folder, 'app'), join(folder, 'runtime')];
  for (const path of copiedPaths()) copy(path, tree);
  run('npm', ['install', '--prefix', runtime, '--no-save', PACKAGE], folder);
  const bin = join(runtime, 'node_modules', 'node', 'bin');
  run('npm', ['ci', '--omit=dev'], tree, { PATH: `${bin}:${process.env.PATH}` });
  const node = join(bin, 'node');
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (!version.startsWith('v24.')) violations.push(`it runs on Node ${version}`);
  // TypeScript is what Prisma's own packages ask for.
  for (const name of ['jest', 'eslint', 'fast-check', 'prettier', '@swc/core'])
    if (existsSync(join(tree, 'node_modules', name)))
      violations.push(`${name} is among the production packages`);
  run('chmod', ['-R', 'a+rX,go-w', folder], folder);
  run(
    process.execPath,
    [join('node_modules', '.bin', 'jest'), '-w', '1', 'test/e2e/new-user.spec.ts'],
    root,
    { NEW_USER_TREE: tree, NEW_USER_NODE: node, NEW_USER_UID: NOBODY },
  );
  const result = {
    check: 'image',
    ...{ ...ranOn(), node: version, uid: Number(NOBODY) },
    packages: Object.keys(
      JSON.parse(readFileSync(join(tree, 'node_modules', '.package-lock.json'), 'utf8')).packages,
    ).length,
    seconds: Math.round((performance.now() - began) / 1000),
    violations,
  };
  console.log(JSON.stringify(result, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (violations.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What the last stage takes from the project, and from the stages before it. */
function copiedPaths() {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const own = last.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
  // The packages are installed below, as the stage of that name does.
  return [...own, 'package-lock.json', '.npmrc', 'dist'];
}

function copy(path, tree) {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  cpSync(join(root, path), join(tree, path), { recursive: true });
}

function run(command, words, cwd, env = {}) {
  const { status, signal } = spawnSync(command, words, {
    ...{ cwd, stdio: ['ignore', 2, 2] },
    env: { ...process.env, ...env },
  });
  if (status !== 0) violations.push(`${command} ${words.join(' ')}: ended with ${status ?? signal}`);
}
