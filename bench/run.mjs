/**
 * The project's own curves: what a run costs as candles, grid levels, workers and bots grow, and how long the command takes from
 * a file to a finished report. Every case runs once a round, rounds are interleaved, medians and IQR/median are printed.
 *
 *   npm run build && npm run bench -- [candles growth levels workers report live] [--rounds 5] [--json FILE]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { emptyColumns, prepareMarket, runMarket, USUAL } from '../dist/backtest/index.js';
import { backtest, live } from './adapter.mjs';

const MINUTE_MS = 60_000;
const START = Date.UTC(2024, 0, 1);
const SWEEP = [26, 27, 28, 29, 30, 31, 32, 33];

/** A seeded walk around 100, so that every run sees the same candles. */
function walk(n) {
  let seed = 42;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const column = () => new Float64Array(n);
  const candles = { n, ts: column(), o: column(), h: column(), l: column(), c: column(), v: column() };
  let price = 100;
  for (let i = 0; i < n; i += 1) {
    const open = price;
    const noise = random() + random() + random() + random() - 2;
    price = Number((price * (1 + noise * 0.002) + (100 - price) * 0.0004).toFixed(4));
    const reach = Math.abs(price - open) * 0.5 + 0.05;
    candles.ts[i] = START + i * MINUTE_MS;
    candles.o[i] = open;
    candles.c[i] = price;
    candles.h[i] = Number((Math.max(open, price) + reach * random()).toFixed(4));
    candles.l[i] = Number((Math.min(open, price) - reach * random()).toFixed(4));
    candles.v[i] = 1;
  }
  return candles;
}

const quantile = (list, share) => {
  const sorted = [...list].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  return sorted[low] + ((sorted[low + 1] ?? sorted[low]) - sorted[low]) * (place - low);
};

/** The times of cases that take turns, in ms; two rounds before the first that counts. */
async function takeTurns(cases, rounds, answers = []) {
  const taken = cases.map(() => []);
  for (let round = -2; round < rounds; round += 1)
    for (const [index, run] of cases.entries()) {
      globalThis.gc?.();
      const begun = performance.now();
      answers[index] = await run();
      if (round >= 0) taken[index].push(performance.now() - begun);
    }
  return taken;
}

/** Medians of cases that take turns. */
async function interleave(cases, rounds) {
  const answers = [];
  const taken = await takeTurns(cases, rounds, answers);
  return taken.map((times, index) => {
    const ms = quantile(times, 0.5);
    return { ms, spread: (quantile(times, 0.75) - quantile(times, 0.25)) / ms, answer: answers[index] };
  });
}

/** The first candles of columns, as columns. */
function firstOf(candles, n) {
  const cut = Object.fromEntries(
    Object.entries(candles).map(([name, column]) => [name, column.subarray?.(0, n)]),
  );
  return { ...cut, n };
}

const BENCHES = {
  async candles(rounds) {
    const part = walk(1_000_000);
    const rows = [];
    for (const n of [100_000, 1_000_000, 10_000_000, 100_000_000]) {
      const cut = firstOf(part, Math.min(n, part.n));
      globalThis.gc?.();
      await backtest.chunked(cut.n, cut);
      const times = [];
      let peak = 0;
      for (let round = 0; round < (n > 10_000_000 ? 2 : rounds); round += 1) {
        const begun = performance.now();
        await backtest.chunked(n, cut);
        times.push((performance.now() - begun) * (1e6 / n));
        peak = Math.max(peak, process.memoryUsage.rss());
      }
      rows.push({
        candles: n,
        'ns/candle': quantile(times, 0.5).toFixed(1),
        best: Math.min(...times).toFixed(1),
        'peak RSS MiB': (peak / 2 ** 20).toFixed(1),
      });
    }
    return rows;
  },

  /**
   * Four times the candles take four times as long, wherever one begins: RSI-cross streamed in parts of 100,000, and whole runs
   * that keep every trade. Both sizes take turns; each ratio is of one round.
   */
  async growth(rounds) {
    const candles = walk(1_000_000);
    const part = firstOf(candles, 100_000);
    const streamed = (n) => backtest.chunked(n, part);
    const settings = { lo: 90, hi: 110, levels: 20, qty: 1, fee: 0.00001 };
    const [quarter, whole] = [firstOf(candles, 250_000), candles];
    const columns = (n) => (n === whole.n ? whole : quarter);
    const cases = [
      ...[1e5, 1e6, 1e7].map((n) => ['RSI-cross, streamed', n, streamed]),
      ['grid, 20 levels', quarter.n, (n) => backtest.grid(columns(n), settings)],
      ['HyperRSI', quarter.n, (n) => backtest.hyper(columns(n))],
    ];
    const rows = [];
    for (const [what, n, run] of cases) {
      const [small, large] = await takeTurns([() => run(n), () => run(4 * n)], rounds);
      const ratios = large.map((ms, round) => ms / small[round]);
      const spread = (quantile(small, 0.75) - quantile(small, 0.25)) / quantile(small, 0.5);
      rows.push({
        ...{ what, n, ms: quantile(small, 0.5).toFixed(1), 'ms at 4n': quantile(large, 0.5).toFixed(1) },
        'time(4n)/time(n)': quantile(ratios, 0.5).toFixed(2),
        'IQR/median': spread.toFixed(2),
      });
    }
    return rows;
  },

  async levels(rounds) {
    const candles = walk(300_000);
    const levels = [5, 20, 100, 200];
    const settings = (count) => ({ lo: 90, hi: 110, levels: count, qty: 1, fee: 0.00001 });
    const measured = await interleave(
      levels.map((count) => () => backtest.grid(candles, settings(count))),
      rounds,
    );
    return measured.map(({ ms, spread, answer }, index) => ({
      levels: levels[index],
      fills: answer.fills,
      'ns/candle': ((ms * 1e6) / candles.n).toFixed(0),
      'us/fill': ((ms * 1e3) / answer.fills).toFixed(2),
      'IQR/median': spread.toFixed(2),
    }));
  },

  async workers(rounds) {
    const length = 300_000;
    const memory = new SharedArrayBuffer(length * 5 * 8);
    fillColumns(memory, length);
    const pool = [0, 1].map(
      () => new Worker(fileURLToPath(import.meta.url), { workerData: { memory, length } }),
    );
    const ask = (worker, work) =>
      new Promise((resolve) => {
        worker.once('message', resolve);
        worker.postMessage(work);
      });
    await Promise.all(pool.map((worker) => ask(worker, SWEEP)));
    const [one, two] = await interleave(
      [
        () => ask(pool[0], SWEEP),
        () => Promise.all([ask(pool[0], SWEEP.slice(0, 4)), ask(pool[1], SWEEP.slice(4))]),
      ],
      rounds,
    );
    await Promise.all(pool.map((worker) => worker.terminate()));
    return [
      { workers: 1, ms: one.ms.toFixed(0), 'IQR/median': one.spread.toFixed(2), 'speed-up': 1 },
      {
        workers: 2,
        ms: two.ms.toFixed(0),
        'IQR/median': two.spread.toFixed(2),
        'speed-up': (one.ms / two.ms).toFixed(2),
      },
    ];
  },

  async report(rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'tradingboost-report-'));
    try {
      const candles = walk(1_000_000);
      const file = join(folder, 'candles.csv.gz');
      writeFileSync(file, gzipSync(csvOf(candles)));
      const command = (what) => {
        const options = what === 'text' ? [] : ['--html', join(folder, 'report.html')];
        if (what === 'first') rmSync(join(folder, 'data'), { recursive: true, force: true });
        const { status, stderr } = spawnSync(
          process.execPath,
          [
            fileURLToPath(new URL('../bin/tradingboost.mjs', import.meta.url)),
            ...['backtest', '--strategy', 'hyper-rsi', '--candles', file, ...options],
          ],
          { env: { ...process.env, TB_DATA_DIR: join(folder, 'data') }, encoding: 'utf8' },
        );
        if (status !== 0) throw new Error(stderr);
      };
      const cases = ['first', 'report', 'text'];
      const measured = await interleave(
        [...cases.map((what) => () => command(what)), () => backtest.hyper(candles)],
        rounds,
      );
      const names = [
        'CSV.gz to HTML report',
        'the same from the column file',
        'from the column file, no report',
        'the run alone',
      ];
      return measured.map(({ ms, spread }, index) => ({
        what: names[index],
        ms: ms.toFixed(0),
        'IQR/median': spread.toFixed(2),
        'x run alone': (ms / measured[3].ms).toFixed(1),
      }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },

  async live() {
    const candles = walk(400);
    const message = (symbol, i) => ({
      stream: `s${symbol}@kline_1m`,
      data: {
        ...{ e: 'kline', s: `s${symbol}` },
        k: {
          t: candles.ts[i],
          ...{ o: String(candles.o[i]), h: String(candles.h[i]), l: String(candles.l[i]) },
          ...{ c: String(candles.c[i]), v: '1', x: true },
        },
      },
    });
    const msgs = (i) => Array.from({ length: 100 }, (_, symbol) => JSON.stringify(message(symbol, i)));
    const rows = await live.run({ symbols: 100, bots: [100, 1_000, 10_000], msgs, bursts: 120 });
    return rows.map(({ n, burst_ms, p99_ms, bytes_per_bot, intents_per_burst }) => ({
      bots: n,
      'burst ms': burst_ms.toFixed(2),
      'p99 ms': p99_ms.toFixed(2),
      'us/bot': ((burst_ms * 1e3) / n).toFixed(1),
      'bytes/bot': bytes_per_bot,
      'intents/burst': intents_per_burst.toFixed(1),
    }));
  },
};

function csvOf({ n, ts, o, h, l, c, v }) {
  const lines = ['timestamp,open,high,low,close,volume'];
  for (let i = 0; i < n; i += 1) lines.push(`${ts[i]},${o[i]},${h[i]},${l[i]},${c[i]},${v[i]}`);
  return `${lines.join('\n')}\n`;
}

/** Columns that all workers look at; nothing is copied. */
function fillColumns(memory, length) {
  const { ts, o, h, l, c } = walk(length);
  const columns = emptyColumns(length, 4, memory);
  columns.time.set(ts);
  for (const [name, column] of Object.entries({ open: o, high: h, low: l, close: c }))
    columns[name].set(column.map((price) => Math.round(price * 1e4)));
}

/** A worker runs what it is asked for: one value of a setting after the other, over the shared columns. */
function serve({ memory, length }) {
  const file = emptyColumns(length, 4, memory);
  const request = {
    ...{ ...USUAL, strategy: 'hyper-rsi', timeframe: '5m', venue: null, funding: { kind: 'none' } },
    ...{ from: null, to: null },
  };
  const markets = new Map(
    SWEEP.map((oversold) => [
      oversold,
      prepareMarket(request, { settings: { oversold: String(oversold) }, instrument: null }, file),
    ]),
  );
  parentPort.on('message', (wanted) => {
    let trades = 0;
    for (const oversold of wanted)
      trades += runMarket(request, markets.get(oversold), { keeping: 'totals' }).run.journal.totals.trades;
    parentPort.postMessage(trades);
  });
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string' }, json: { type: 'string' } },
  });
  const rounds = Number(values.rounds ?? '5');
  const wanted = positionals.length === 0 ? Object.keys(BENCHES) : positionals;
  const results = {};
  console.log(`${cpus().length} cores, Node ${process.version}, ${rounds} rounds`);
  for (const name of wanted) {
    if (BENCHES[name] === undefined)
      throw new Error(`there is no ${name}: ${Object.keys(BENCHES).join(', ')}`);
    results[name] = await BENCHES[name](rounds);
    console.log(`\n${name}`);
    console.table(results[name]);
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

if (isMainThread) await main();
else serve(workerData);
