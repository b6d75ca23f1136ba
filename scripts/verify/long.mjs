/**
 * Checks that take too long for every change, one after another. What they found is kept in docs/verification, one file a
 * day; a part that is run again replaces what it found before on the same commit. Parts print to .cache/verify.
 *
 * `--node 24` runs them on the Node of the image, installed from npm for as long as it takes.
 *
 *   npm run verify:long -- [--only NAME]... [--node 24] [--json FILE]
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from '../prepare/prepare.mjs';
import { machine, root } from './program.mjs';
import { goOnWith } from './another-node.mjs';
import { helpFor } from './help.mjs';

const recordings = resolve(process.env.TB_RECORDINGS ?? join(root, '..', 'shared', 'data'));
const recorded = join(recordings, 'ohlcv', 'binanceusdm_BTC-USDT_1m_2025-05.csv.gz');

/** Each command takes `--json FILE` for its own result. Three times its minutes are the end of it. */
const PARTS = [
  { name: 'kills', minutes: 15, command: ['kill-loop.mjs', '--rounds', '200'] },
  { name: 'kills-with-bots', minutes: 25, command: ['kill-loop.mjs', '--rounds', '200', '--bots'] },
  { name: 'chaos', minutes: 15, command: ['../chaos/run.mjs', '--rounds', '30'] },
  {
    name: 'recorded-run',
    minutes: 25,
    command: ['recorded-run.mjs', '--candles', recorded],
    needs: recorded,
  },
  { name: 'simulate', minutes: 30, command: ['simulate.mjs'] },
  { name: 'api-fuzz', minutes: 15, command: ['api-fuzz.mjs'] },
  { name: 'sealing', minutes: 10, command: ['sealing.mjs'] },
  { name: 'rotate-kills', minutes: 10, command: ['rotate-kills.mjs'] },
  { name: 'telegram-outage', minutes: 6, command: ['telegram-outage.mjs'] },
  { name: 'replay-files', minutes: 15, command: ['replay-files.mjs'], needs: recorded },
  ...[['hyper-rsi'], ['hyper-rsi', '--inside'], ['grid']].map((strategy) => ({
    name: ['replay-kills', ...strategy].join('-').replace('---', '-'),
    minutes: 8,
    command: [
      'replay-kills.mjs',
      '--candles',
      recorded,
      '--strategy',
      ...strategy,
      '--rows',
      '1500',
      '--kills',
      '5',
    ],
    needs: recorded,
  })),
  // The oldest one that the manifest allows, and the newest.
  { name: 'node-20.19', minutes: 15, command: ['on-node.mjs', '--node', '20.19.0'] },
  { name: 'image', minutes: 15, command: ['image.mjs'] },
  { name: 'node-24', minutes: 15, command: ['on-node.mjs'] },
];

helpFor(import.meta.url);
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, node: { type: 'string' }, json: { type: 'string' } },
});
goOnWith(values.node, import.meta.url);
const chosen = PARTS.filter(({ name }) => values.only === undefined || values.only.includes(name));
const unknown = (values.only ?? []).filter((wanted) => PARTS.every(({ name }) => name !== wanted));
if (unknown.length > 0) {
  console.error(`--only ${unknown.join(', ')}: parts are ${PARTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
const commit = git('rev-parse', 'HEAD');
const uncommitted = git('status', '--porcelain', '--', '.', ':!docs/verification') !== '';
const date = new Date().toISOString().slice(0, 10);
const file = resolve(values.json ?? join(root, 'docs', 'verification', `${date}-long.json`));
const logs = join(root, '.cache', 'verify');

await prepare(root);
mkdirSync(logs, { recursive: true });
const found = partsIn(file);
for (const part of chosen) {
  const outcome = await check(part);
  console.log(`${part.name}: ${outcome.state}, ${outcome.seconds} s`);
  if (outcome.state === 'failed') process.exitCode = 1;
  found.set(part.name, outcome);
  const parts = PARTS.flatMap(({ name }) => found.get(name) ?? []);
  const report = {
    check: 'long',
    commit,
    uncommitted,
    date,
    machine: machine(),
    node: process.version,
    parts,
  };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

/** What stands in the file already, when it is about the very same sources. */
function partsIn(path) {
  if (!existsSync(path)) return new Map();
  const before = JSON.parse(readFileSync(path, 'utf8'));
  const same = before.commit === commit && !before.uncommitted && !uncommitted;
  return new Map(same ? before.parts.map((part) => [part.name, part]) : []);
}

async function check({ name, minutes, command: [script, ...options], needs }) {
  const command = [
    'node',
    `scripts/verify/${script}`,
    ...options.map((word) => word.replace(`${recordings}/`, '')),
  ];
  const told = { name, command: command.join(' '), minutes };
  if (needs !== undefined && !existsSync(needs)) {
    return { ...told, state: 'skipped', seconds: 0, reason: 'the recorded file is not here' };
  }
  const json = join(logs, `${name}.json`);
  rmSync(json, { force: true });
  const began = performance.now();
  const code = await bounded([join('scripts', 'verify', script), ...options, '--json', json], {
    minutes: 3 * minutes,
    log: join(logs, `${name}.log`),
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  const result = existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : null;
  return { ...told, state: code === 0 && result !== null ? 'ok' : 'failed', seconds, result };
}

/** Runs a Node program in a group of its own, which ends with it, with its time or with us. */
async function bounded(words, { minutes, log }) {
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, TB_RECORDINGS: recordings },
    stdio: ['ignore', output, output],
    detached: true,
  });
  const end = (signal) => process.kill(-child.pid, signal);
  const late = setTimeout(() => end('SIGKILL'), minutes * 60_000);
  const stop = (signal) => {
    end(signal);
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  const [code] = await once(child, 'exit');
  clearTimeout(late);
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
  return code;
}
