import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PreparationFailure } from './failure.mjs';
import { runQuietly } from './run.mjs';
import { saying } from './say.mjs';

const STAMP = join('dist', '.built-from');
const ROOTS = ['src', join('prisma', 'schema'), 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
/** Made from prisma/schema, which is looked at itself. */
const GENERATED = join('src', 'generated') + sep;

/** True when dist was built from the sources as they are now, and completely. */
export function isBuilt(root) {
  try {
    return readFileSync(join(root, STAMP), 'utf8') === sourceFingerprint(root);
  } catch {
    return false;
  }
}

/** Changes with every edit of what dist is made from; looks at names, sizes and times, not at contents. */
export function sourceFingerprint(root) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const found = statSync(join(root, path));
    if (found.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) visit(join(path, name));
    } else if (!path.startsWith(GENERATED) && !path.endsWith('.spec.ts')) {
      hash.update(`${path}\0${found.size}\0${found.mtimeMs}\0`);
    }
  };
  ROOTS.forEach(visit);
  return hash.digest('hex');
}

/** Makes the Prisma client when prisma/schema changed. */
export async function generateClient(root, lock) {
  const log = join(root, '.cache', 'generate.log');
  const code = await runQuietly(process.execPath, [join('scripts', 'generate.mjs')], {
    cwd: root,
    log,
    lock,
  });
  if (code !== 0) throw failed('The database client could not be generated', log);
}

/**
 * Compiles src to dist. The stamp is taken away first and written last, so that a build that was cut short is seen.
 * Only a dist that was complete is built upon; any other is made anew.
 */
export async function build(root, lock, { clean = false } = {}) {
  const fingerprint = sourceFingerprint(root);
  const complete = exists(join(root, STAMP));
  rmSync(join(root, STAMP), { force: true });
  if (clean || !complete) rmSync(join(root, 'dist'), { recursive: true, force: true });

  const log = join(root, '.cache', 'build.log');
  const tsc = [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'];
  const code = await saying('Building', () => runQuietly(process.execPath, tsc, { cwd: root, log, lock }));
  if (code !== 0) throw failed('The program could not be built', log);
  writeFileSync(join(root, STAMP), fingerprint);
}

const MAX_LINES = 20;

function failed(what, log) {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  const shown = lines.slice(0, MAX_LINES).join('\n');
  const more = lines.length > MAX_LINES ? `\n… ${lines.length - MAX_LINES} more lines in ${log}` : '';
  return new PreparationFailure(`${what}:\n${shown}${more}`);
}

function exists(path) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
