/** The pages about the rules of both strategies and of backtests, from the tables beside this file. */
import { cell, linksTo } from '../evidence/evidence.mjs';
import * as hyperRsi from './hyper-rsi.mjs';
import * as backtest from './backtest.mjs';
import * as grid from './grid.mjs';

/** A section is a heading and rows; a row is a rule, the tests that hold it, or why none does (`open`), or what of it is not held (`rest`). */
const tableOf = (page, source, { TITLE, ABOUT, sections }) => ({
  page,
  source,
  title: TITLE,
  about: ABOUT,
  sections,
  rows: sections.flatMap((section) => section.rows),
});

export const ruleTables = [
  tableOf('docs/rules/hyper-rsi.md', 'tools/rules/hyper-rsi.mjs', hyperRsi),
  tableOf('docs/rules/grid.md', 'tools/rules/grid.mjs', grid),
  tableOf('docs/rules/backtest.md', 'tools/rules/backtest.mjs', backtest),
];

/** The whole page as Markdown, before Prettier has seen it. */
export function rulesPage({ source, title, about, sections, rows }) {
  const open = rows.filter((row) => row.open !== undefined);
  const parted = rows.filter((row) => row.rest !== undefined);
  return [
    `# ${title}`,
    '',
    `${about} Each rule has the tests that fail when it is broken. Generated from \`${source}\` by \`npm run docs:write\`; a test ` +
      'fails when a test that is named is gone.',
    '',
    `${rows.length} rules; ${open.length} open, ${parted.length} held in part.`,
    ...sections.flatMap((section) => sectionOf(section)),
    '',
  ].join('\n');
}

const sectionOf = ({ heading, rows }) => [
  '',
  `## ${heading}`,
  '',
  '| Id | Rule | Held by |',
  '|---|---|---|',
  ...rows.map((row) => `| ${row.id} | ${cell(row.rule)} | ${heldBy(row)} |`),
];

function heldBy({ tests = [], rest, open }) {
  const links = linksTo(tests, '../..');
  if (open !== undefined) return `**open**: ${cell(open)}`;
  return rest === undefined ? links : `${links}<br>**not held**: ${cell(rest)}`;
}
