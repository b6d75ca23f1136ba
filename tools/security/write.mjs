/** Rewrites the table of security tests in docs/security.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { table } from './table.mjs';

const PAGE = fileURLToPath(new URL('../../docs/security.md', import.meta.url));
const BEGIN = '<!-- generated from tools/security/table.mjs: node tools/security/write.mjs -->';
const END = '<!-- end of the generated part -->';

/** The page with the table of today. */
export async function pageWith(page) {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error('docs/security.md has lost the marks of its generated part');
  const text = `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`;
  return format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(PAGE, await pageWith(readFileSync(PAGE, 'utf8')));
