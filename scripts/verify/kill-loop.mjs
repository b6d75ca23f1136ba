/**
 * kill -9 at random moments while records flow, again and again; in between the queue's tables are deleted in mid-run. At
 * the end the books are read: nothing lost, nothing delivered twice to an effect, no process left. With --bots the demo
 * bots trade all the while: no candle decided twice, no order doubled, and every restart trades again within ten seconds.
 *
 *   node scripts/verify/kill-loop.mjs [--rounds 200] [--bots] [--seed N] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { auditRecords } from './audit-records.mjs';
import { makeDataFolder, median, ranOn, seeded, startProgram, withDatabase } from './program.mjs';
import { auditTrading, profits } from './trading-books.mjs';
import { helpFor } from './help.mjs';

const QUIET_MS = 60_000;
const TRADING_AGAIN_MS = 10_000;

helpFor(import.meta.url);
const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    bots: { type: 'boolean', default: false },
    seed: { type: 'string' },
    json: { type: 'string' },
  },
});
const { bots } = values;
const rounds = Number(values.rounds ?? '200');
const seed = Number(values.seed ?? '1');
const random = seeded(seed);
const variables = {
  TB_FEED_SPEED: '1000',
  TB_DEMO: bots ? 'on' : 'off',
  TB_DEMO_PASSWORD: 'a-password-for-a-check',
};

const { dataDir, remove } = makeDataFolder('kills');
const startedAt = performance.now();
const violations = [];
const readyMs = [];
const tradingMs = [];
let queueDeletions = 0;

try {
  for (let round = 1; round <= rounds; round += 1) {
    const startedWall = new Date();
    const program = await startProgram(dataDir, variables);
    // Every fourth one dies while it starts: migrations, backfill and the first relays are moments like others.
    if (round % 4 === 0) {
      await sleep(100 + random() * 1_500);
      await program.kill();
      continue;
    }
    readyMs.push(await program.ready());
    // The first start of all makes the database and writes a month of history.
    if (bots && round > 1) await tradingAgain(program, startedWall);
    const lifeMs = 50 + random() * 1_500;
    if (round % 5 === 0) {
      await sleep(lifeMs / 2);
      await deleteQueue();
      queueDeletions += 1;
    }
    await sleep(lifeMs);
    await program.kill();
    process.stderr.write(`\r${round}/${rounds} kills, ${queueDeletions} queue deletions`);
  }
  process.stderr.write('\n');
  const program = await startProgram(dataDir, { ...variables, TB_FEED_SPEED: '20' });
  await program.ready();
  await sleep(2_000);
  await program.stop();
  // A last start only reads: what was under way at the stop is settled before the next candle is told.
  const reader = await startProgram(dataDir, { ...variables, TB_FEED_SPEED: '0.01' });
  await reader.ready();
  const report = await audit();
  const trading = bots ? await withDatabase(dataDir, auditTrading) : null;
  const results = bots ? await withDatabase(dataDir, profits) : null;
  await reader.kill();
  violations.push(...report.violations, ...(trading?.violations ?? []));
  for (const { strategy, fromFills, fromPositions } of results ?? [])
    if (fromFills !== fromPositions)
      violations.push(
        `profit of ${strategy} is ${fromFills} by its fills and ${fromPositions} by its positions`,
      );
  const result = {
    check: bots ? 'kill-loop with bots' : 'kill-loop',
    ...ranOn(),
    seed,
    kills: rounds,
    queueDeletions,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    readyMs: spread(readyMs),
    ...(bots && { tradingAgainMs: spread(tradingMs) }),
    ...report,
    ...(bots && { trading, profits: results }),
    violations,
  };
  console.log(JSON.stringify(result, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (violations.length > 0) process.exitCode = 1;
} finally {
  remove();
}

/** Waits until a candle has been decided since the command to start, and takes the time. */
async function tradingAgain(program, since) {
  const deadline = performance.now() + 3 * TRADING_AGAIN_MS;
  const decided = await withDatabase(dataDir, async (client) => {
    for (;;) {
      const { rows } = await client.query('SELECT max(decided_at) AS at FROM grid.series');
      if (rows[0].at !== null && rows[0].at > since) return rows[0].at;
      if (performance.now() > deadline) return null;
      await sleep(20);
    }
  });
  const ms = decided === null ? Infinity : decided - since;
  tradingMs.push(ms);
  if (ms <= TRADING_AGAIN_MS) return;
  violations.push(`no candle was decided within ${TRADING_AGAIN_MS} ms of a start: ${ms} ms`);
  console.error(
    `\n${since.toISOString()}: started; decided ${ms} ms later. What it said:\n${program.output()}`,
  );
}

/** The queue may be deleted at any time: rows are the truth. */
async function deleteQueue() {
  await withDatabase(dataDir, (client) => client.query('DROP SCHEMA IF EXISTS bullmq6 CASCADE'));
}

async function audit() {
  const deadline = performance.now() + QUIET_MS;
  for (;;) {
    const report = await withDatabase(dataDir, auditRecords);
    if (report.waiting === 0 || performance.now() > deadline) return report;
    await sleep(200);
  }
}

function spread(times) {
  return { median: median(times), max: Math.round(Math.max(...times)) };
}
