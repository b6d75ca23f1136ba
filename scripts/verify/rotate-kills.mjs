/**
 * `keys rotate` with kill -9 at random moments, again and again, in every other round together with its database. After each:
 * every secret can be read with the keys of the data folder, and the program starts. At the end one rotation is left to finish:
 * one key is left, it reads everything, and no other file holds a key.
 *
 *   node scripts/verify/rotate-kills.mjs [--rounds 30] [--secrets 3000] [--seed N] [--json FILE]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { open, seal } from '../../dist/shared/platform/vault/envelope.js';
import { masterKeyOf } from '../../dist/shared/platform/vault/master-key.js';
import { family, survivors } from '../smoke/processes.mjs';
import { makeDataFolder, ranOn, root, seeded, startProgram, withDatabase } from './program.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    secrets: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const [rounds, secrets, seed] = ['rounds', 'secrets', 'seed'].map((name) => Number(values[name]));
const random = seeded(seed);
const FIELDS = ['api-key', 'api-secret', 'passphrase'];
const GONE_MS = 20_000;
const quiet = { TB_DEMO: 'off', TB_FEED_SPEED: '1', TB_LOG_LEVEL: 'warn' };

const { dataDir, remove } = makeDataFolder('rotate-kills');
const began = performance.now();
const violations = [];
const killed = { before: 0, between: 0, after: 0 };
let mostKeys = 1;
try {
  const first = await startProgram(dataDir, quiet);
  await first.ready();
  await withDatabase(dataDir, (client) => furnish(client));
  await first.stop();
  let tookMs = await rotate(null);
  for (let round = 1; round <= rounds; round += 1) {
    // Seldom before anything has begun, often while secrets are moved, which is the last part of it.
    const kill = { afterMs: (0.4 + 0.7 * random()) * tookMs, whole: round % 2 === 0 };
    tookMs = (await rotate(kill)) ?? tookMs;
    await look(`round ${round}`);
    process.stderr.write(`\r${round}/${rounds} kills: ${JSON.stringify(killed)}`);
  }
  process.stderr.write('\n');
  await rotate(null);
  const keys = keysKept();
  if (keys.length !== 1) violations.push(`${keys.length} keys are kept after a rotation that ended`);
  const { byKey } = await look('the end');
  if (Object.keys(byKey).length !== 1) violations.push('secrets of several keys after a rotation that ended');
  const others = readdirSync(dataDir).filter((name) => name.startsWith('vault-key.'));
  if (others.length > 0) violations.push(`${others.length} other files hold keys`);
} finally {
  remove();
}
if (killed.between === 0) violations.push('no kill came while secrets were moved');
const outcome = {
  ...{ check: 'rotate-kills', ...ranOn(), rounds, secrets, seed, killed, mostKeys, violations },
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(JSON.stringify(outcome));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(outcome, null, 2)}\n`);
if (violations.length > 0) process.exitCode = 1;

/** Milliseconds that a rotation took; null for one that was killed (after `afterMs`, with its database when `whole`). */
async function rotate(kill) {
  const started = performance.now();
  const child = spawn(process.execPath, ['bin/tradingboost.mjs', 'keys', 'rotate'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TB_DATA_DIR: dataDir, TB_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
  const ended = once(child, 'exit');
  if (kill !== null && (await Promise.race([ended.then(() => true), sleep(kill.afterMs)])) !== true) {
    const members = family(child.pid);
    for (const { pid } of kill.whole ? members : members.slice(0, 1)) end(pid);
    await ended;
    await untilGone(members);
    return null;
  }
  const [code] = await ended;
  if (code !== 0) violations.push(`a rotation ended with ${code}: ${said.slice(-500)}`);
  return performance.now() - started;
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** A database whose program is gone ends by itself. */
async function untilGone(members) {
  const deadline = performance.now() + GONE_MS;
  while (survivors(members).length > 0) {
    if (performance.now() > deadline) {
      violations.push(`processes are left: ${JSON.stringify(survivors(members))}`);
      for (const { pid } of survivors(members)) end(pid);
    }
    await sleep(50);
  }
}

function keysKept() {
  const text = readFileSync(join(dataDir, 'vault-key'), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}

function textOf(account, field) {
  return `the ${field} of account ${account}`;
}

async function furnish(client) {
  const key = masterKeyOf(keysKept()[0]);
  for (let account = 0; account < secrets / FIELDS.length; account += 1) {
    const belonging = { userId: `u${account}`, accountId: `a${account}`, venue: 'okx' };
    await client.query(
      `INSERT INTO exchange.key_account (id, user_id, venue, label, fingerprint, key_hint, created_at)
       VALUES ($1, $2, 'okx', 'label', $1, 'hint', now())`,
      [belonging.accountId, belonging.userId],
    );
    for (const field of FIELDS)
      await client.query(
        'INSERT INTO exchange.credential (account_id, field, key_id, sealed) VALUES ($1, $2, $3, $4)',
        [belonging.accountId, field, key.id, seal(key, { ...belonging, field }, textOf(account, field))],
      );
  }
}

/** The program starts on what the kill has left, and every secret is read. */
async function look(when) {
  const keys = new Map(keysKept().map((text) => [masterKeyOf(text).id, masterKeyOf(text)]));
  mostKeys = Math.max(mostKeys, keys.size);
  const program = await startProgram(dataDir, quiet);
  const byKey = {};
  try {
    await program.ready();
    const { rows } = await withDatabase(dataDir, (client) =>
      client.query(`SELECT account_id, field, key_id, sealed FROM exchange.credential`),
    );
    let read = 0;
    for (const { account_id: accountId, field, key_id: keyId, sealed } of rows) {
      byKey[keyId] = (byKey[keyId] ?? 0) + 1;
      const account = accountId.slice(1);
      const belonging = { userId: `u${account}`, accountId, venue: 'okx', field };
      if (reads(keys, belonging, sealed) === textOf(account, field)) read += 1;
    }
    if (read !== secrets) violations.push(`${when}: ${read} of ${secrets} secrets can be read`);
  } catch (error) {
    violations.push(`${when}: ${error.message}`);
  } finally {
    await program.stop();
  }
  const newest = byKey[[...keys.keys()][0]] ?? 0;
  if (when.startsWith('round'))
    killed[newest === 0 ? 'before' : newest === secrets ? 'after' : 'between'] += 1;
  return { byKey };
}

function reads(keys, belonging, sealed) {
  try {
    return open(keys, belonging, sealed);
  } catch {
    return null;
  }
}
