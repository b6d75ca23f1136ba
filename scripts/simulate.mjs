/**
 * The minutes of simulation that a change gets: every seed that has once failed, then fresh ones. Where they begin is taken from
 * the commit, so that they are others for every change and the same for everybody who looks at it.
 *
 *   node scripts/simulate.mjs [--minutes 3] [--json FILE]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});
/** The strategies with everything under them, and the order protocol alone, which is the quicker one. */
const SHARES = [
  { scenario: 'mixed', share: 2 / 3, regressions: true },
  { scenario: 'orders', share: 1 / 3, regressions: false },
];
const MOST_SEEDS = 10_000_000;

const workers = String(Math.min(2, availableParallelism()));
const fromSeed = seedOf(commit());
const kept = join(root, '.cache');
mkdirSync(kept, { recursive: true });

const parts = SHARES.map(({ scenario, share, regressions }) => {
  const json = join(kept, `simulate-${scenario}.json`);
  const minutes = String(Math.max(1, Math.round(Number(values.minutes) * share)));
  const words = ['simulate', '--scenario', scenario, '--profile', 'hostile', '--workers', workers];
  const bounds = ['--from-seed', String(fromSeed), '--seeds', String(MOST_SEEDS), '--minutes', minutes];
  const old = regressions ? ['--regressions', join(root, 'test', 'simulation', 'regressions')] : [];
  const program = join(root, 'bin', 'tradingboost.mjs');
  const { status } = spawnSync(process.execPath, [program, ...words, ...bounds, ...old, '--json', json], {
    ...{ cwd: root, stdio: 'inherit' },
  });
  if (status !== 0) process.exitCode = 1;
  return { scenario, status, result: status === 2 ? null : JSON.parse(readFileSync(json, 'utf8')) };
});
if (values.json !== undefined) {
  const file = resolve(values.json);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ check: 'simulate', fromSeed, parts }, null, 2)}\n`);
}

/** The commit, or a fixed word where there is none (an unpacked archive). */
function commit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '0'.repeat(40);
  }
}

function seedOf(hash) {
  return Number.parseInt(hash.slice(0, 7), 16);
}
