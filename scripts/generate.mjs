/**
 * Makes the Prisma client from prisma/schema when it is missing or the schema changed. Works offline: Prisma asks for its
 * schema engine, which generating never runs, so any program that exists will do in its place.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const schema = join(root, 'prisma', 'schema');
const client = join(root, 'src', 'generated', 'prisma');
const stamp = join(client, '.made-from');
const require = createRequire(import.meta.url);

/** Changes with the schema, the generator's configuration and Prisma's version. */
function inputs() {
  const hash = createHash('sha256').update(require('prisma/package.json').version);
  for (const name of readdirSync(schema).sort())
    hash.update(`\0${name}\0`).update(readFileSync(join(schema, name)));
  return hash.digest('hex');
}

function generate() {
  const engines = dirname(require.resolve('@prisma/engines/package.json'));
  const present = readdirSync(engines).some((name) => name.startsWith('schema-engine-'));
  const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  if (!present) env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
  const prisma = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js');
  const run = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (run.status === 0) return;
  process.stderr.write(
    `${run.stdout}${run.stderr}\nThe Prisma client could not be generated from prisma/schema.\n`,
  );
  process.exit(1);
}

const wanted = inputs();
const made = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (made !== wanted) {
  generate();
  writeFileSync(stamp, wanted);
}
