/** Writes docs/faults.md; with --check only says whether it is fresh. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import prettier from 'prettier';
import { faultsPage } from './page.mjs';

const file = join(resolve(import.meta.dirname, '../..'), 'docs', 'faults.md');
const options = await prettier.resolveConfig(file);
const page = await prettier.format(faultsPage(), { ...options, parser: 'markdown' });
if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/faults.md is not what its table says: node tools/faults/write.mjs');
  process.exit(1);
}
