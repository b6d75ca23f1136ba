/** The page about faults, from the table beside this file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atScaleOf, cell, linksTo } from '../evidence/evidence.mjs';

export const faults = JSON.parse(readFileSync(join(import.meta.dirname, 'faults.json'), 'utf8'));

const AREAS = {
  A: 'Order path',
  B: 'Quirks of venues',
  C: 'Streams and market data',
  D: 'State of strategies',
  E: 'Queue',
  F: 'Postgres',
  G: 'Redis',
  H: 'Crash points',
  I: 'Clocks',
  J: 'Numbers',
  K: 'Telegram, API, dashboard',
  L: 'Configuration and secrets',
  M: 'Upgrades and operations',
};

/** What has no test here yet, and where it belongs. */
const TOPICS = {
  exchanges: 'comes with the connections to real venues',
  users: 'comes with the dashboard',
  operations: 'comes with deployment and upgrades',
};

/** The whole page as Markdown, before Prettier has seen it. */
export function faultsPage() {
  const covered = faults.filter(({ tests }) => tests !== undefined).length;
  const parts = [
    '# Faults',
    '',
    'What can go wrong in a system like this one, and the test that shows what happens then. Generated from ' +
      '`tools/faults/faults.json` by `npm run docs:write`; a test fails when a fault is missing here, or a test ' +
      'that is named is gone.',
    '',
    `${faults.length} faults, ${covered} with tests here; the others are carried by the topic that they belong to.`,
    '',
    ...Object.entries(TOPICS).map(([topic, words]) => `- _${topic}_: ${words}`),
  ];
  for (const [letter, area] of Object.entries(AREAS)) {
    parts.push('', `## ${letter}. ${area}`, '', '| Id | Fault | Covered by |', '|---|---|---|');
    for (const fault of faults.filter(({ id }) => id.startsWith(letter)))
      parts.push(`| ${fault.id} | ${cell(fault.fault)} | ${coverOf(fault)} |`);
  }
  return `${parts.join('\n')}\n`;
}

const coverOf = ({ tests, atScale, carriedBy }) =>
  tests === undefined ? `_${carriedBy}_` : linksTo(tests, '..') + atScaleOf(atScale, '..');
