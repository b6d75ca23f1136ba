import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The `.prisma` files of a folder, in the shape the schema engine takes; none when the folder is missing. */
export async function readSchemaFiles(folder) {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: join('prisma/schema', name),
      content: await readFile(join(folder, name), 'utf8'),
    })),
  );
}
