/**
 * What tables of faults, security tests and rules have in common: a row says something, and names the tests that fail when it
 * is not so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { titlesIn } from './titles.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Tests of one file, by their titles. */
export const by = (file, ...titles) => titles.map((title) => ({ file, title }));

/** The tests that rows name and that are not there, each with the row that names it. */
export function missingTests(rows) {
  const known = new Map();
  const titlesOf = (file) => {
    if (!known.has(file)) {
      const path = join(ROOT, file);
      known.set(file, existsSync(path) ? titlesIn(file, readFileSync(path, 'utf8')) : new Set());
    }
    return known.get(file);
  };
  return rows.flatMap(({ id, tests = [] }) =>
    tests.filter(({ file, title }) => !titlesOf(file).has(title)).map((test) => ({ id, ...test })),
  );
}

/** A text in a cell of a Markdown table. */
export const cell = (text) =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('_', '\\_').replaceAll('*', '\\*');

/** What follows the tests of a row that a long check does as well, as a link to it. */
export const atScaleOf = (part, up) =>
  part === undefined ? '' : `<br>at full scale: [${part}](${up}/scripts/verify/${part}.mjs)`;

/** The tests of a row, each a link to its file; `up` leads from the page to the root. */
export const linksTo = (tests, up) =>
  tests.map(({ file, title }) => `[${cell(title)}](${up}/${file})`).join('<br>');
