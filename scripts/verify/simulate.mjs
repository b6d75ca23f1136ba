/**
 * Ten minutes of fresh seeds with every seed that has once failed, then every planted fault, each of which has to be found; then
 * worlds whose prices were recorded, where there are recordings.
 *
 *   node scripts/verify/simulate.mjs [--minutes 10] [--json FILE]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './program.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, json: { type: 'string' } },
});
const kept = join(root, '.cache', 'verify');
mkdirSync(kept, { recursive: true });
/** A crash, eight years by the hour, a market of small prices and one with gaps in time. */
const RECORDED = [
  'binance_BTC-USDT_1m_2021-05.csv.gz',
  'binance_BTC-USDT_1h_2017-2024.csv.gz',
  'binance_XRP-ETH_1m_2019-10.csv.gz',
  'upbit_BTC-KRW_1m_2020-02.csv.gz',
].map((name) =>
  join(resolve(process.env.TB_RECORDINGS ?? join(root, '..', 'shared', 'data')), 'ohlcv', name),
);
const SEEDS_FOR_A_RECORDING = '400';
const program = join('bin', 'tradingboost.mjs');

const seeds = run('seeds', [join('scripts', 'simulate.mjs'), '--minutes', values.minutes]);
const mutations = run('mutations', [program, 'simulate', '--mutations', '--workers', '2']);
const recorded = RECORDED.filter(existsSync).flatMap((file, index) =>
  ['mixed', 'orders'].map((scenario) => {
    const words = ['simulate', '--workers', '2', '--seeds', SEEDS_FOR_A_RECORDING, '--candles', file];
    return run(`recorded-${index}-${scenario}`, [program, ...words, '--scenario', scenario]);
  }),
);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ seeds, mutations, recorded }, null, 2)}\n`);

function run(name, words) {
  const json = join(kept, `simulate-${name}.json`);
  rmSync(json, { force: true });
  const { status } = spawnSync(process.execPath, [...words, '--json', json], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
  return existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : null;
}
