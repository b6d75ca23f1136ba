/**
 * `replay` over real recorded files: the whole program must do what the backtest of the same candles does, for both strategies,
 * fine and coarse files, spot and perpetual, with trend, hedge and funding.
 *
 *   npm run build && node scripts/verify/replay-files.mjs [--only NAME]... [--json FILE]
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ranOn, root } from './program.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
});
const recordings = resolve(process.env.TB_RECORDINGS ?? join(root, '..', 'shared', 'data'));

const level = (value, share) => ({ enabled: true, unit: 'percent', value, share });
/** Signals and levels close enough that every kind of order fills within days. */
const busy = {
  ...{ margin: '200', leverage: 5, rsiLength: 7, oversold: '40', overbought: '60' },
  pyramidingSpacing: { unit: 'percent', value: '0.3' },
  takeProfits: [level('0.3', '30'), level('0.6', '30'), level('1.2', '40')],
  stopLoss: { enabled: true, unit: 'percent', value: '1' },
  breakEven: { tp1: true },
  trailing: { enabled: true, armedBy: 'tp2', offset: { unit: 'percent', value: '0.2' } },
};
const MINUTES = 'binanceusdm_BTC-USDT_1m_2025-05.csv.gz';
const FUNDING = ['--funding', 'binanceusdm_BTC-USDT_funding.csv.gz'];

/** What is traded on which days of which file. */
const CASES = [
  {
    name: 'hyper-rsi with trend, 1m',
    strategy: 'hyper-rsi',
    file: MINUTES,
    settings: { ...busy, timeframe: '5m', useTrend: true },
    more: ['--from', '2025-05-06T00:00:00Z', '--to', '2025-05-07T12:00:00Z', ...FUNDING],
  },
  {
    name: 'hyper-rsi inside its candles, 1m',
    strategy: 'hyper-rsi',
    file: MINUTES,
    settings: { ...busy, timeframe: '5m', useTrend: false, signalTiming: 'intrabar', cooldownCandles: 0 },
    more: ['--from', '2025-05-06T00:00:00Z', '--to', '2025-05-07T12:00:00Z', ...FUNDING],
  },
  {
    name: 'hyper-rsi cross, 1m',
    strategy: 'hyper-rsi',
    file: 'binanceusdm_ETH-USDT_1m_2025-05.csv.gz',
    settings: { ...busy, symbol: 'ETH/USDT:USDT', timeframe: '3m', useTrend: false, marginMode: 'cross' },
    more: ['--from', '2025-05-08T00:00:00Z', '--to', '2025-05-09T00:00:00Z', '--funding', '0.0001'],
  },
  {
    name: 'hyper-rsi with a hedge, 1m',
    strategy: 'hyper-rsi',
    file: MINUTES,
    settings: {
      ...{ ...busy, timeframe: '3m', useTrend: false, marginMode: 'cross', pyramidingNeedsSignal: false },
      hedge: {
        ...{ enabled: true, trigger: 2, size: { unit: 'percent', value: '50' }, limit: 3 },
        takeProfit: { unit: 'percent', value: '0.4' },
        stopLoss: { enabled: true, unit: 'percent', value: '0.6' },
      },
    },
    more: ['--from', '2025-05-08T00:00:00Z', '--to', '2025-05-09T00:00:00Z', ...FUNDING],
  },
  {
    name: 'hyper-rsi, 4h',
    strategy: 'hyper-rsi',
    file: 'coinbase_BTC-USD_4h_2016-2025.csv.gz',
    settings: { ...busy, timeframe: '4h', useTrend: false, leverage: 1 },
    more: ['--to', '2017-06-01T00:00:00Z'],
  },
  {
    name: 'grid on spot, 5m',
    strategy: 'grid',
    file: 'binance_BTC-USDT_5m_2023.csv.gz',
    settings: { timeframe: '15m', lower: '16300', upper: '17200', levels: 30, investment: '3000' },
    more: ['--to', '2023-01-08T00:00:00Z'],
  },
  {
    name: 'grid on a perpetual, neutral, 1m',
    strategy: 'grid',
    file: MINUTES,
    settings: {
      ...{ symbol: 'BTC/USDT:USDT', mode: 'neutral', timeframe: '5m', leverage: 3, investment: '3000' },
      ...{ lower: '92000', upper: '98000', levels: 40, initialPosition: 'none' },
    },
    more: ['--from', '2025-05-06T00:00:00Z', '--to', '2025-05-07T12:00:00Z', ...FUNDING],
  },
  {
    name: 'grid on spot, 1h',
    strategy: 'grid',
    file: 'binance_BTC-USDT_1h_2023.csv.gz',
    settings: { timeframe: '1h', lower: '16300', upper: '31000', levels: 60, investment: '5000' },
    more: ['--to', '2023-03-01T00:00:00Z'],
  },
];

const runs = CASES.filter(({ name }) => values.only === undefined || values.only.includes(name)).map(run);
const result = {
  ...{ check: 'replay-files', ...ranOn(), runs },
  violations: runs.filter(({ same }) => !same).map(({ name }) => name),
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
if (result.violations.length > 0) process.exitCode = 1;

function run({ name, strategy, file, settings, more }) {
  const words = more.map((word) => (word.endsWith('.csv.gz') ? recorded(word) : word));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[join(root, 'bin', 'tradingboost.mjs'), 'replay', '--json', '-', '--lang', 'en'],
      ...['--strategy', strategy, '--candles', recorded(file), '--settings', JSON.stringify(settings)],
      ...words,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const told = { name, strategy, file, settings, range: more.join(' ') };
  if (stdout === '') {
    console.log(`${name}: ${stderr.trim()}`);
    return { ...told, same: false, reason: stderr.trim().split('\n').at(-1) };
  }
  const { candles, fills, digest, same, differences, seconds } = JSON.parse(stdout);
  const speed = Math.round(candles.count / seconds);
  console.log(
    `${name}: ${same ? 'same' : `${differences.length} differ`}, ${fills.program} fills, ${speed}/s`,
  );
  return {
    ...told,
    ...{ same, candles: candles.count, gaps: candles.gaps.length, fills: fills.program },
    ...{ digest: digest.program, candlesPerSecond: speed, differences: differences.slice(0, 20) },
  };
}

function recorded(file) {
  return join(recordings, 'ohlcv', file);
}
