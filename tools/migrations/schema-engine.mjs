/**
 * Prisma's schema engine as WebAssembly. It is marked internal by Prisma and therefore stays a development tool: it writes
 * drafts of migrations and compares databases with the schema; the program itself never needs it.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { noDatabase, readableByPrisma } from './adapters.mjs';

const NO_FILTERS = { externalTables: [], externalEnums: [] };

async function startWasm() {
  const home = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bytes = await readFile(join(home, 'schema_engine_bg.wasm'));
  const { instance } = await globalThis.WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      throw new Error(`schema engine: ${message}`);
    },
  };
}

let started;

/** Runs `work` with an engine over an adapter to a database (or to none). */
async function withEngine(files, adapter, work) {
  started ??= startWasm();
  await started;
  const datamodels = files.map(({ path, content }) => [path, content]);
  const factory = bindMigrationAwareSqlAdapterFactory(adapter);
  return work(await bindings.SchemaEngine.new({ datamodels }, () => {}, factory));
}

/** SQL that leads from one set of schema files to another; no database is asked. */
export async function diffSchemas(fromFiles, toFiles) {
  const from = fromFiles.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: fromFiles };
  return withEngine(toFiles, noDatabase(), (engine) =>
    diff(engine, from, { tag: 'schemaDatamodel', files: toFiles }),
  );
}

/** SQL that would lead from the database at `url` to the schema files; empty when they agree. */
export async function diffDatabase(url, files) {
  const { pool, adapter } = readableByPrisma(url);
  const from = { tag: 'schemaDatasource', files, configDir: process.cwd() };
  try {
    return await withEngine(files, adapter, (engine) =>
      diff(engine, from, { tag: 'schemaDatamodel', files }),
    );
  } finally {
    await pool.end();
  }
}

async function diff(engine, from, to) {
  const request = { from, to, script: true, exitCode: true, shadowDatabaseUrl: null, filters: NO_FILTERS };
  const { exitCode, stdout } = await engine.diff(request);
  return exitCode === 2 ? stdout : '';
}
