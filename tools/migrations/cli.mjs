#!/usr/bin/env node
/**
 * create NAME        drafts prisma/migrations/NNNN_NAME from what changed in prisma/schema since the last migration
 * check [--url URL]  the schema has no change without a migration; and, given a url, that database has the schema's shape
 *
 * A draft is read and finished by hand: checks, partitions, identity columns and moving data are beyond Prisma's schema.
 */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diffDatabase, diffSchemas } from './schema-engine.mjs';
import { readSchemaFiles } from './schema-files.mjs';

const prisma = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'prisma');
const schema = join(prisma, 'schema');
const migrations = join(prisma, 'migrations');
/** The schema as of the newest migration. */
const migrated = join(prisma, 'schema-as-migrated');

const DIFFERENT = 2;

async function create(name) {
  if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) return fail('usage: create NAME, in snake_case');
  const draft = await diffSchemas(await readSchemaFiles(migrated), await readSchemaFiles(schema));
  if (draft === '') return say('The schema has not changed since the last migration.');
  const folders = (await readdir(migrations, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const number = Math.max(0, ...folders.map((folder) => Number.parseInt(folder.name, 10))) + 1;
  const folder = join(migrations, `${String(number).padStart(4, '0')}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), draft);
  await rm(migrated, { recursive: true, force: true });
  await cp(schema, migrated, { recursive: true });
  return say(`Drafted ${join(folder, 'migration.sql')}: read it, finish it by hand, then run the tests.`);
}

async function check(url) {
  const current = await readSchemaFiles(schema);
  const unmigrated = await diffSchemas(await readSchemaFiles(migrated), current);
  if (unmigrated !== '')
    return differ('prisma/schema has changes without a migration (run create NAME)', unmigrated);
  if (url === undefined) return say('Every change of the schema has its migration.');
  const drift = await diffDatabase(url, current);
  if (drift !== '') return differ('the database differs from the schema; this would make it equal', drift);
  return say('Schema, migrations and database agree.');
}

const say = (line) => {
  process.stdout.write(`${line}\n`);
};

const differ = (what, statements) => {
  process.stderr.write(`${what}:\n\n${statements}\n`);
  process.exitCode = DIFFERENT;
};

const fail = (line) => {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
};

const [command, ...rest] = process.argv.slice(2);
if (command === 'create') await create(rest[0]);
else if (command === 'check') await check(rest[0] === '--url' ? rest[1] : process.env.DATABASE_URL);
else fail('usage: create NAME | check [--url URL]');
