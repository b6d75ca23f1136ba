/**
 * The built program on its servers, with a hundred bots on paper, and one misfortune after the other: see faults.mjs. After
 * each the bots must decide again within ten seconds; at the end all books are read. What this machine cannot do (no Redis, no
 * disk of its own) is counted as skipped. The first half of the rounds has its queues on Redis where there is one, the second
 * half on Postgres.
 *
 *   npm run chaos -- [--rounds 30] [--bots 100] [--seed N] [--only 'kill -9']... [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { prepare } from '../prepare/prepare.mjs';
import { median, ranOn, root, seeded } from '../verify/program.mjs';
import { FAULTS } from './faults.mjs';
import { helpFor } from '../verify/help.mjs';

const AGAIN_MS = 10_000;
const GIVEN_UP_MS = 60_000;
/** The market goes on for so long before the next misfortune. */
const CANDLES_BETWEEN = 5;
const QUIET_MS = 90_000;

helpFor(import.meta.url);
const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    bots: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? '30');
const bots = Number(values.bots ?? '100');
const seed = Number(values.seed ?? '1');
const random = seeded(seed);
const kinds = Object.keys(FAULTS).filter((kind) => values.only?.includes(kind) ?? true);
const begun = performance.now();

await prepare(root);
// They read what was built, so not before it is.
const [{ readBooks }, { Stage }] = await Promise.all([import('./books.mjs'), import('./stage.mjs')]);
const violations = [];
const done = [];
const stage = await Stage.open({ random, feedSpeed: '50' });
try {
  await stage.furnish(bots);
  await stage.start();
  await stage.program.ready();
  if ((await stage.tradesSince(new Date(), GIVEN_UP_MS)) === null) throw new Error('the bots never decide');
  for (let round = 1; round <= rounds; round += 1) {
    if (round === Math.floor(rounds / 2) + 1 && stage.redis !== null) {
      stage.useRedis(false);
      await stage.restart();
      await stage.program.ready();
    }
    done.push(await one(round, kinds[(round - 1) % kinds.length]));
  }
  const books = await atRest();
  violations.push(...books.violations);
  report(books);
} finally {
  await stage.close();
}

async function one(round, kind) {
  await stage.works(CANDLES_BETWEEN, GIVEN_UP_MS / 2);
  await sleep(random() * 500);
  const since = await FAULTS[kind](stage);
  const queue = stage.variables.REDIS_URL === undefined ? 'postgres' : 'redis';
  if (since === null) return { round, kind, queue, skipped: true };
  const ms = await stage.tradesSince(since, GIVEN_UP_MS);
  process.stderr.write(`${round}/${rounds} ${kind} (${queue}): ${ms ?? 'never'} ms\n`);
  if (ms === null || ms > AGAIN_MS)
    violations.push(`round ${round}, ${kind}: no decision and no order within ${AGAIN_MS} ms (${ms} ms)`);
  return { round, kind, queue, againMs: ms };
}

/** The market stands still, and whatever is under way ends. */
async function atRest() {
  stage.variables = { ...stage.variables, TB_FEED_SPEED: '0.01' };
  await stage.restart();
  await stage.program.ready();
  const deadline = performance.now() + QUIET_MS;
  for (;;) {
    const books = await stage.postgres.with(readBooks);
    if ((books.waiting === 0 && books.violations.length === 0) || performance.now() > deadline) return books;
    await sleep(1_000);
  }
}

function report(books) {
  const byKind = kinds.map((kind) => {
    const of = done.filter((round) => round.kind === kind);
    const times = of.flatMap(({ againMs }) => againMs ?? []);
    const spread = times.length === 0 ? null : { median: median(times), max: Math.max(...times) };
    return { kind, rounds: of.length, skipped: of.filter(({ skipped }) => skipped).length, againMs: spread };
  });
  const result = {
    check: 'chaos',
    ...ranOn(),
    ...{ seed, rounds, bots, redis: stage.redis !== null },
    seconds: Math.round((performance.now() - begun) / 1000),
    commitsLost: stage.postgres.proxy.commitsLost,
    endedByItself: stage.endedByItself,
    ...{ kinds: byKind, books, violations },
  };
  console.log(JSON.stringify(result, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (violations.length > 0) process.exitCode = 1;
}
