/**
 * Bots on a stepped market of 1m candles, in the whole program: embedded database, queue, paper venue. For each number of
 * bots: how fast the market steps, how long it takes from a candle being told to the decisions of all bots being committed
 * and to the intents of those that order, and what memory it takes.
 *
 *   npm run build && node bench/bots.mjs [--bots 100,1000] [--candles 120] [--json FILE]
 */
import { execFileSync, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { furnishBots } from '../scripts/verify/furnish-bots.mjs';

const { values } = parseArgs({
  options: {
    bots: { type: 'string' },
    candles: { type: 'string' },
    json: { type: 'string' },
    one: { type: 'string' },
  },
});
const candles = Number(values.candles ?? '120');

/** The connection that reads what was stored; opened with the first question. */
let client = null;

if (values.one !== undefined) await measure(Number(values.one));
else await compare((values.bots ?? '100,1000').split(',').map(Number));

/** One process per number, so that none measures the memory of another. */
async function compare(numbers) {
  const rows = [];
  for (const bots of numbers) {
    const child = fork(
      fileURLToPath(import.meta.url),
      ['--one', String(bots), '--candles', String(candles)],
      {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    rows.push(
      await new Promise((resolve, reject) => {
        child.once('message', resolve);
        child.once('exit', (code) => reject(new Error(`the measurement of ${bots} bots ended with ${code}`)));
      }),
    );
    await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve()));
  }
  console.log(
    '| bots | candles/s | decisions committed p50 / p95 / p99 ms | intents stored p50 / p95 / p99 ms (n) | program MB | database MB |',
  );
  console.log('|---|---|---|---|---|---|');
  for (const row of rows) {
    const spread = ({ p50, p95, p99 }) => `${p50} / ${p95} / ${p99}`;
    console.log(
      `| ${row.bots} | ${row.candlesPerSecond} | ${spread(row.decisions)} | ${spread(row.intents)} (${row.intents.n}) | ${row.programMb} | ${row.databaseMb} |`,
    );
  }
  const result = {
    bench: 'bots',
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
    candles,
    rows,
  };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

async function measure(bots) {
  const { startProgram } = await import('../dist/main.js');
  const folder = mkdtempSync(join(tmpdir(), 'tradingboost-bots-'));
  // As root the database runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  const env = {
    TB_DATA_DIR: dataDir,
    PORT: '0',
    TB_FEED: 'generated',
    TB_FEED_SPEED: '1000',
    TB_RECORD_RETENTION_HOURS: '100',
    TB_LOG_LEVEL: 'error',
  };
  const program = await startProgram({
    env,
    print: () => undefined,
    furnish: (bus) => furnishBots(bus, bots),
  });
  try {
    process.stderr.write(`${bots} bots: warming up\n`);
    const first = await untilStep(dataDir, 20);
    const begun = performance.now();
    await untilStep(dataDir, first.told + candles);
    const seconds = (performance.now() - begun) / 1000;
    const programMb = Math.round(process.memoryUsage().rss / 2 ** 20);
    const databaseMb = databaseMemory(dataDir);
    const { decisions, intents } = await latencies(dataDir, first.at);
    process.send({
      bots,
      candlesPerSecond: Number((candles / seconds).toFixed(1)),
      decisions,
      intents,
      programMb,
      databaseMb,
    });
  } finally {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}

async function untilStep(dataDir, told) {
  for (;;) {
    const { rows } = await query(
      dataDir,
      `SELECT count(*)::int AS told, max(recorded_at) AS at FROM exchange.outbox WHERE type = 'exchange.candles-received.v1'`,
    );
    if (rows[0].told >= told) return rows[0];
    await sleep(100);
  }
}

/** From the wall time at which a candle was told to that at which what it caused was stored. */
async function latencies(dataDir, since) {
  const { rows: decided } = await query(
    dataDir,
    `SELECT extract(epoch FROM d.stored_at - o.recorded_at) * 1000 AS ms FROM hyper_rsi.decision d
     JOIN exchange.outbox o ON o.correlation_id = d.correlation_id AND o.type = 'exchange.candles-received.v1'
     WHERE o.recorded_at > $1`,
    [since],
  );
  const { rows: intended } = await query(
    dataDir,
    `SELECT extract(epoch FROM i.created_at - o.recorded_at) * 1000 AS ms FROM orders.intent i
     JOIN exchange.outbox o ON o.correlation_id = i.correlation_id AND o.type = 'exchange.candles-received.v1'
     WHERE o.recorded_at > $1`,
    [since],
  );
  return { decisions: spread(decided), intents: spread(intended) };
}

function spread(rows) {
  const sorted = rows.map(({ ms }) => Number(ms)).sort((a, b) => a - b);
  const at = (share) =>
    sorted.length === 0
      ? null
      : Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Private memory of the server's processes: what they share is counted once, with the postmaster. */
function databaseMemory(dataDir) {
  const postmaster = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0];
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', postmaster], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  let kb = 0;
  for (const pid of [postmaster, ...children]) {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    kb += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  }
  return Math.round(kb / 1024);
}

async function query(dataDir, statement, parameters = []) {
  if (client === null) {
    const { default: pg } = await import('pg');
    const [, , , port] = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    const password = readFileSync(join(dataDir, 'password'), 'utf8').trim();
    client = new pg.Client({
      host: '127.0.0.1',
      port: Number(port),
      user: 'tradingboost',
      password,
      database: 'postgres',
    });
    client.on('error', () => undefined);
    await client.connect();
  }
  return client.query(statement, parameters);
}
