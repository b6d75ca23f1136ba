/**
 * A recorded file through the whole program, killed with kill -9 at moments of a seed and gone on with, must do what the
 * backtest of the same file does.
 *
 *   npm run build && node scripts/verify/replay-kills.mjs --candles FILE [--strategy hyper-rsi|grid] [--inside] [--rows 900]
 *     [--kills 3] [--seed 1] [--json FILE]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  prepareMarket,
  readCandles,
  runMarket,
  sliceColumns,
  USUAL,
  writeResult,
} from '../../dist/backtest/index.js';
import { compareLines } from '../../dist/cli/commands/replay/compare-lines.js';
import { planReplay } from '../../dist/cli/commands/replay/plan-replay.js';
import { throughProgram } from '../../dist/cli/commands/replay/through-program.js';
import { makeDataFolder, ranOn, seeded } from './program.mjs';

const { values } = parseArgs({
  options: {
    candles: { type: 'string' },
    strategy: { type: 'string', default: 'hyper-rsi' },
    inside: { type: 'boolean', default: false },
    rows: { type: 'string', default: '900' },
    kills: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    child: { type: 'string' },
  },
});
if (values.candles === undefined) {
  console.error('--candles FILE: which recorded candles of 1m to replay');
  process.exit(2);
}
if (values.strategy !== 'hyper-rsi' && values.strategy !== 'grid') {
  console.error('--strategy: hyper-rsi or grid');
  process.exit(2);
}
const rows = sliceColumns(await readCandles([values.candles], { cacheDir: null }), 0, Number(values.rows));

const level = (value, share) => ({ enabled: true, unit: 'percent', value, share });
/** Levels close enough that every kind of order fills within a day. */
const HYPER_RSI = {
  ...{
    timeframe: '3m',
    useTrend: false,
    margin: '200',
    leverage: 5,
    rsiLength: 7,
    oversold: '40',
    overbought: '60',
  },
  pyramidingSpacing: { unit: 'percent', value: '0.05' },
  takeProfits: [level('0.1', '30'), level('0.2', '30'), level('0.3', '40')],
  stopLoss: { enabled: true, unit: 'percent', value: '0.4' },
  breakEven: { tp1: true },
  trailing: { enabled: true, armedBy: 'tp2', offset: { unit: 'percent', value: '0.1' } },
};
/** With `--inside` it decides at every minute of candles of five. */
const INSIDE = { ...HYPER_RSI, timeframe: '5m', signalTiming: 'intrabar', cooldownCandles: 0 };
const hyperRsi = values.inside ? INSIDE : HYPER_RSI;
const settings = values.strategy === 'grid' ? gridOver(rows) : hyperRsi;
const request = {
  ...{ ...USUAL, strategy: values.strategy, timeframe: null, venue: null, from: null, to: null },
  funding: { kind: 'constant', rate: '0.0001' },
};
const plan = planReplay(request, { settings, instrument: null }, rows);

if (values.child === undefined) await check();
else await replay(values.child);

/** A grid on spot over the middle of what the price does, so that it leaves the range, too. */
function gridOver({ low, high, decimals }) {
  const [lowest, highest] = [Math.min(...low), Math.max(...high)].map((units) => units / 10 ** decimals);
  const tenth = (highest - lowest) / 10;
  return {
    ...{ timeframe: '5m', mode: 'spot', levels: 24, investment: '5000' },
    ...{ lower: String(Math.round(lowest + tenth)), upper: String(Math.round(highest - tenth)) },
  };
}

/** One process of the program: it tells how far it is, and what was done at the end. */
async function replay(dataDir) {
  const { startProgram } = await import('../../dist/main.js');
  const done = await throughProgram(
    { startProgram },
    { ...plan, dataDir },
    { progress: (told) => process.send({ told }) },
  );
  process.send({ lines: done.lines });
  process.disconnect();
}

async function check() {
  const finished = runMarket(request, prepareMarket(request, { settings, instrument: null }, rows));
  const { digest } = writeResult(finished);
  const backtest = [...finished.run.digest.all()];
  const random = seeded(Number(values.seed));
  const moments = Array.from({ length: Number(values.kills) }, () => Math.floor(random() * rows.length)).sort(
    (a, b) => a - b,
  );
  const planned = moments.length;
  const { dataDir, remove } = makeDataFolder('replay-kills');
  const killed = [];
  try {
    let lines = null;
    while (lines === null) lines = await life(dataDir, moments, killed, random);
    const differences = compareLines(backtest, { lines, refused: new Map() });
    const result = {
      ...{ check: 'replay-kills', ...ranOn(), strategy: values.strategy },
      ...{ candles: rows.length, digest, killedAt: killed },
      fills: backtest.filter((line) => line.startsWith('F|')).length,
      violations: differences,
    };
    console.log(JSON.stringify(result, null, 2));
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
    if (differences.length > 0 || killed.length !== planned) process.exitCode = 1;
  } finally {
    remove();
  }
}

/** Lives until the next moment to be killed at, or to the end; then the lines. */
async function life(dataDir, moments, killed, random) {
  const child = fork(
    fileURLToPath(import.meta.url),
    [
      ...['--candles', values.candles, '--strategy', values.strategy, '--rows', values.rows],
      ...(values.inside ? ['--inside'] : []),
      ...['--child', dataDir],
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'exit');
  let lines = null;
  let dying = false;
  child.on('message', async (message) => {
    if (message.lines !== undefined) lines = message.lines;
    if (dying || message.told === undefined || moments.length === 0 || message.told < moments[0]) return;
    dying = true;
    moments.shift();
    await sleep(random() * 50);
    killed.push(message.told);
    child.kill('SIGKILL');
  });
  const [code] = await ended;
  if (lines === null && !dying) throw new Error(`the program ended with ${code}`);
  return lines;
}
