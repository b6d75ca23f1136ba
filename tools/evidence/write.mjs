/** Writes the pages of all tables; with --check says what is stale, and which of the tests they name are gone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { missingTests, ROOT } from './evidence.mjs';
import { freshText, pages, textOf } from './pages.mjs';

const complaints = pages.flatMap(({ file, rows }) =>
  missingTests(rows).map((test) => `${file} ${test.id}: ${test.file} has no test "${test.title}"`),
);
for (const page of pages) {
  const fresh = await freshText(page);
  if (fresh === textOf(page)) continue;
  if (process.argv.includes('--check')) {
    complaints.push(`${page.file} is not what its table says: npm run docs:write`);
    continue;
  }
  mkdirSync(dirname(join(ROOT, page.file)), { recursive: true });
  writeFileSync(join(ROOT, page.file), fresh);
  console.log(`wrote ${page.file}`);
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
