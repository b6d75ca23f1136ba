/** The tables, and the page of each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { faults, faultsPage } from '../faults/page.mjs';
import { securityPage, rows as securityRows } from '../security/table.mjs';
import { ruleTables, rulesPage } from '../rules/page.mjs';
import { ROOT } from './evidence.mjs';

/** `render` makes the page, some of it kept from what is there. */
export const pages = [
  { file: 'docs/faults.md', rows: faults, render: faultsPage },
  { file: 'docs/security.md', rows: securityRows, render: securityPage },
  ...ruleTables.map((table) => ({ file: table.page, rows: table.rows, render: () => rulesPage(table) })),
];

/** What stands in the file of a page; empty where there is none. */
export function textOf({ file }) {
  try {
    return readFileSync(join(ROOT, file), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

/** A page as its table makes it today. */
export async function freshText(page) {
  const options = await resolveConfig(join(ROOT, page.file));
  return format(page.render(textOf(page)), { ...options, parser: 'markdown' });
}
