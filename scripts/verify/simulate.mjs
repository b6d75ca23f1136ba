/**
 * Ten minutes of fresh seeds with every seed that has once failed, then every planted fault, each of which has to be found.
 *
 *   node scripts/verify/simulate.mjs [--minutes 10] [--json FILE]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './program.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, json: { type: 'string' } },
});
const kept = join(root, '.cache', 'verify');
mkdirSync(kept, { recursive: true });
const seeds = run('seeds', [join('scripts', 'simulate.mjs'), '--minutes', values.minutes]);
const mutations = run('mutations', [
  join('bin', 'tradingboost.mjs'),
  'simulate',
  '--mutations',
  '--workers',
  '2',
]);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ seeds, mutations }, null, 2)}\n`);

function run(name, words) {
  const json = join(kept, `simulate-${name}.json`);
  rmSync(json, { force: true });
  const { status } = spawnSync(process.execPath, [...words, '--json', json], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
  return existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : null;
}
