import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One step of the database's shape. */
export interface Migration {
  /** Folder name, `0001_ground`; the order of names is the order of steps. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma writes it. */
  readonly checksum: string;
}

/** `prisma/migrations` of the project, looked for upwards from this file: it runs from `src` and from `dist`. */
export function findMigrations(from = dirname(fileURLToPath(import.meta.url))): string {
  const here = join(from, 'prisma', 'migrations');
  if (existsSync(here)) return here;
  const above = dirname(from);
  if (above === from) throw new Error('the folder prisma/migrations is missing beside the program');
  return findMigrations(above);
}

/** All migrations of a folder, first to last. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'));
      return {
        name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  );
}
