/**
 * Both demo bots trade through a whole recorded file; a second run at a tenth of the speed over a part of it, and a third
 * that is killed twice with kill -9, must give the same fills as far as they run.
 *
 *   node scripts/verify/recorded-run.mjs --candles FILE [--part 3000] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { auditRecords } from './audit-records.mjs';
import { makeDataFolder, ranOn, seeded, startProgram, withDatabase } from './program.mjs';
import { auditTrading, fillLines, marketTime, profits } from './trading-books.mjs';

const MOST_SECONDS = 600;

const { values } = parseArgs({
  options: {
    candles: { type: 'string' },
    part: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string' },
  },
});
if (values.candles === undefined) {
  console.error('--candles FILE: which recorded candles of 1m to trade through');
  process.exit(2);
}
const part = Number(values.part ?? '3000');
const random = seeded(Number(values.seed ?? '1'));
const feed = {
  TB_FEED: 'recorded',
  TB_FEED_FILE: resolve(values.candles),
  TB_DEMO_PASSWORD: 'a-password-for-a-check',
  TB_LOG_LEVEL: 'warn',
};
const violations = [];

const whole = await run('whole', { TB_FEED_SPEED: '1000' }, { until: () => false });
const slow = await run('a tenth of the speed', { TB_FEED_SPEED: '100' }, { until: partIsOver });
const killed = await run('killed twice', { TB_FEED_SPEED: '1000' }, { until: partIsOver, kills: 2 });

if (whole.seconds > MOST_SECONDS) violations.push(`the whole file took ${whole.seconds} s`);
for (const other of [slow, killed]) {
  const expected = whole.lines.filter((line) => Number(line.split('|')[0]) < other.marketTime);
  const got = other.lines.filter((line) => Number(line.split('|')[0]) < other.marketTime);
  if (got.length === 0) violations.push(`${other.name}: no fills to compare`);
  const differing = expected.findIndex((line, index) => line !== got[index]);
  if (differing >= 0 || got.length !== expected.length)
    violations.push(
      `${other.name}: fill ${differing} is ${got[differing]}, was ${expected[differing]} (${got.length} of ${expected.length})`,
    );
  other.compared = got.length;
}
const result = {
  check: 'recorded-run',
  ...ranOn(),
  candles: values.candles.split('/').at(-1),
  runs: [whole, slow, killed].map(({ lines, ...told }) => ({ ...told, fills: lines.length })),
  violations,
};
console.log(JSON.stringify(result, null, 2));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
if (violations.length > 0) process.exitCode = 1;

function partIsOver({ begin, at }) {
  return at - begin >= part * 60_000;
}

async function run(name, variables, { until, kills = 0 }) {
  const { dataDir, remove } = makeDataFolder('recorded');
  try {
    let program = await startProgram(dataDir, { ...feed, ...variables });
    await program.ready();
    const begunAt = performance.now();
    const begin = Date.parse((await program.status()).marketTime);
    let killsLeft = kills;
    for (;;) {
      await sleep(500);
      const { marketTime: now, dependencies } = await program.status();
      const at = Date.parse(now);
      process.stderr.write(`\r${name}: ${now} ${((performance.now() - begunAt) / 1000).toFixed(0)} s   `);
      if (killsLeft > 0 && at - begin > ((kills - killsLeft + 1) * part * 60_000) / (kills + 1)) {
        killsLeft -= 1;
        await sleep(random() * 200);
        await program.kill();
        program = await startProgram(dataDir, { ...feed, ...variables });
        await program.ready();
      }
      const state = dependencies.find(({ name: dependency }) => dependency === 'feed')?.detail.state;
      if (state === 'ended' || until({ begin, at })) break;
    }
    const seconds = Math.round((performance.now() - begunAt) / 1000);
    process.stderr.write('\n');
    // The program is stopped at a step, so that its books are read at rest.
    await program.stop();
    program = await startProgram(dataDir, { ...feed, TB_FEED_SPEED: '0.01' });
    await program.ready();
    const read = await withDatabase(dataDir, async (client) => ({
      lines: await fillLines(client),
      marketTime: await marketTime(client),
      records: await quiet(() => auditRecords(client)),
      trading: await auditTrading(client),
      profits: await profits(client),
    }));
    await program.stop();
    for (const { violations: found } of [read.records, read.trading])
      violations.push(...found.map((violation) => `${name}: ${violation}`));
    for (const profit of read.profits) violations.push(...disagreements(name, profit));
    const candles = Math.round((read.marketTime - begin) / 60_000);
    return { name, seconds, candles, candlesPerSecond: Math.round(candles / seconds), kills, ...read };
  } finally {
    remove();
  }
}

/** The three ways to work a profit out have to agree to the last digit. */
function disagreements(name, { strategy, fromFills, fromPositions, byIdentity }) {
  const totals = [fromFills, fromPositions, ...(byIdentity === undefined ? [] : [byIdentity.total])];
  return new Set(totals).size === 1 ? [] : [`${name}: profit of ${strategy} is ${totals.join(' or ')}`];
}

async function quiet(audit) {
  for (let tries = 0; ; tries += 1) {
    const report = await audit();
    if (report.waiting === 0 || tries === 100) return report;
    await sleep(100);
  }
}
