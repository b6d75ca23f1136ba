/**
 * The API under load, beside a running worker: requests at fixed times whatever became of those before (an open model), so a
 * slow answer delays no other request, and what is measured begins at the time at which a request was due. Then the product's
 * smallest route against a bare Fastify, in turns.
 *
 *   npm run build && npm run bench:api -- [--runs 3] [--seconds 60] [--rate 200] [--users 1000] [--trades 100000]
 *                                         [--node 24] [--json FILE]
 *
 * What the programs complained of is told with the numbers; `--profile FOLDER` has them write what they spent their time on.
 * `--node 24` measures on the Node of the image, installed from npm for as long as it takes.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { JwtAccessTokens } from '../dist/shared/platform/auth/jwt-access-tokens.js';
import { SystemClock } from '../dist/shared/platform/clock/system-clock.js';
import { SystemIds } from '../dist/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../dist/shared/platform/clock/system-randomness.js';
import { machine, makeDataFolder, seeded, startProgram, withDatabase } from '../scripts/verify/program.mjs';
import { seedInstallation } from './api/seed.mjs';
import { compareHello } from './api/hello.mjs';
import { goOnWith } from '../scripts/verify/another-node.mjs';
import { helpFor } from '../scripts/verify/help.mjs';

helpFor(import.meta.url);
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '200' },
    users: { type: 'string', default: '1000' },
    trades: { type: 'string', default: '100000' },
    'hello-seconds': { type: 'string', default: '2' },
    json: { type: 'string' },
    profile: { type: 'string' },
    node: { type: 'string' },
  },
});
goOnWith(values.node, import.meta.url);
const [runs, seconds, rate, users, trades] = ['runs', 'seconds', 'rate', 'users', 'trades'].map((name) =>
  Number(values[name]),
);
const SECRET = 'the-token-secret-of-a-measurement-0001';
/** An answer that takes longer is an error. */
const TIMEOUT_MS = 10_000;
const agent = new Agent({ keepAlive: true, maxSockets: 512 });
const random = seeded(20260101);

const home = makeDataFolder('bench-api');
const begun = [];
try {
  const quiet = { TB_LOG_LEVEL: 'warn', TB_TOKEN_SECRET: SECRET, TB_DEMO: 'off' };
  // Brings the database into shape; what is measured starts on what was stored.
  const first = await startProgram(home.dataDir, { ...quiet, TB_ROLES: 'worker,feed,bot' });
  await first.ready();
  const people = await withDatabase(home.dataDir, (client) => seedInstallation(client, { users, trades }));
  await first.stop();
  const worker = await startProgram(
    home.dataDir,
    { ...quiet, TB_ROLES: 'worker,feed,bot' },
    profiled('worker'),
  );
  begun.push(worker);
  await worker.ready();
  const databaseUrl = await withDatabase(home.dataDir, async (client) => {
    const { port, user, password, database } = client;
    return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  });
  const api = await startProgram(
    home.dataDir,
    { ...quiet, TB_LOG_LEVEL: 'info', TB_ROLES: 'api', DATABASE_URL: databaseUrl },
    profiled('api'),
  );
  begun.push(api);
  await api.ready();
  const tokens = await signAll(people);
  await load(api.url, people, tokens, 5);
  const measured = [];
  for (let run = 1; run <= runs; run += 1) {
    const outcome = await load(api.url, people, tokens, seconds);
    measured.push(outcome);
    console.log(
      `run ${run}: ${line(outcome.all)}   reads ${line(outcome.reads)}   writes ${line(outcome.writes)}`,
    );
  }
  const hello = await compareHello(api, Number(values['hello-seconds']));
  console.log(`hello: ${hello.product} requests/s, bare Fastify ${hello.fastify}: ${hello.ratio}`);
  const complaints = { api: api.complaints(), worker: worker.complaints() };
  for (const [who, kinds] of Object.entries(complaints))
    for (const { kind, times, first } of kinds) console.log(`${who}: ${times} x ${kind}\n  ${first}`);
  const report = {
    check: 'bench-api',
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    load: loadavg().map((value) => Math.round(value * 10) / 10),
    order: { runs, seconds, rate, users, trades, writes: 0.3 },
    runs: measured,
    hello,
    complaints,
    floors: {
      'p95 < 100 ms': measured.every(({ all }) => all.p95 < 100),
      'hello >= 0.6': hello.ratio >= 0.6,
      'no error': measured.every(({ errors }) => Object.keys(errors).length === 0),
    },
  };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  console.log(JSON.stringify(report.floors));
} finally {
  agent.destroy();
  for (const program of begun.reverse()) await program.stop().catch(() => program.kill());
  home.remove();
}

function profiled(name) {
  if (values.profile === undefined) return {};
  const folder = resolve(values.profile, name);
  return { nodeOptions: ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`] };
}

async function signAll(people) {
  const clock = new SystemClock();
  const signer = new JwtAccessTokens(SECRET, clock, new SystemIds(clock, new SystemRandomness()));
  return Promise.all(
    people.map(async ({ userId, sessionId }) => {
      const claims = { userId, role: 'trader', sessionId };
      let { token } = await signer.sign(claims);
      let until = Date.now() + 300_000;
      return async () => {
        if (Date.now() > until) {
          ({ token } = await signer.sign(claims));
          until = Date.now() + 300_000;
        }
        return token;
      };
    }),
  );
}

/** Requests at `rate` a second for `forSeconds`; answers the times in milliseconds. */
async function load(url, people, tokens, forSeconds) {
  const took = { read: [], write: [] };
  const routes = new Map();
  const errors = {};
  const answers = {};
  const count = Math.round(forSeconds * rate);
  const under = new Set();
  let most = 0;
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    const dueMs = start + (index * 1000) / rate;
    const waitMs = dueMs - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    const who = Math.floor(random() * people.length);
    const job = choose(people[who]);
    const done = tokens[who]()
      .then((token) => send(url, job, token))
      .then(
        (answer) => {
          const ms = performance.now() - dueMs;
          took[job.kind].push(ms);
          const times = routes.get(job.name) ?? routes.set(job.name, []).get(job.name);
          times.push(ms);
          job.answered?.(answer);
          answers[`${job.name} ${answer.status}`] = (answers[`${job.name} ${answer.status}`] ?? 0) + 1;
          if (!job.good.includes(answer.status)) fail(`${job.name} ${answer.status}`);
        },
        (error) => fail(`${job.name} ${error.code ?? error.message}`),
      )
      .finally(() => under.delete(done));
    under.add(done);
    most = Math.max(most, under.size);
  }
  await Promise.all(under);
  const tookMs = performance.now() - start;
  return {
    sent: count,
    ratePerSecond: Math.round((count / tookMs) * 10_000) / 10,
    mostUnderWay: most,
    all: spread([...took.read, ...took.write]),
    reads: spread(took.read),
    writes: spread(took.write),
    answers: Object.fromEntries(Object.entries(answers).sort()),
    routes: Object.fromEntries([...routes].sort().map(([name, times]) => [name, spread(times)])),
    errors,
  };

  function fail(what) {
    errors[what] = (errors[what] ?? 0) + 1;
  }
}

/** 70 reads and 30 writes of a hundred, each about the things of the person who asks. */
function choose(person) {
  const { accountId, orderIds, resting } = person;
  const any = (list) => list[Math.floor(random() * list.length)];
  const read = (name, path) => ({ kind: 'read', name, method: 'GET', path, good: [200] });
  const write = (name, method, path, body, good = [200, 201, 204], answered) => ({
    ...{ kind: 'write', name, method, path, body, good, answered },
  });
  const luck = Math.floor(random() * 100);
  if (luck < 12) return read('GET /orders', '/orders?limit=20');
  if (luck < 22) return read('GET /positions', '/positions');
  if (luck < 30) return read('GET /positions/history', '/positions/history?limit=20');
  if (luck < 36) return read('GET /positions/pnl', '/positions/pnl');
  if (luck < 42) return read('GET /orders/:id', `/orders/${any(orderIds)}`);
  if (luck < 48) return read('GET /orders/:id/fills', `/orders/${any(orderIds)}/fills`);
  if (luck < 53) return read('GET /strategies/grid', '/strategies/grid');
  if (luck < 58) return read('GET /notifications', '/notifications?limit=20');
  if (luck < 62) return read('GET /users/me', '/users/me');
  if (luck < 66) return read('GET /risk/limits', '/risk/limits');
  if (luck < 70) return read('GET /market/ticker', '/market/paper/ticker?symbol=BTC/USDT');
  if (luck < 80 || (luck < 85 && resting.length === 0)) {
    const body = {
      accountId,
      instrument: 'BTC/USDT',
      side: 'buy',
      size: '0.01',
      type: 'limit',
      price: '1000',
    };
    // 409 and 422: a limit of the person holds it back, which is an answer.
    return write('POST /orders', 'POST', '/orders', body, [201, 409, 422], ({ status, body: made }) => {
      if (status === 201) resting.push(JSON.parse(made).id);
    });
  }
  if (luck < 85)
    return write(
      'DELETE /orders/:id',
      'DELETE',
      `/orders/${resting.shift()}`,
      undefined,
      [200, 202, 204, 409],
    );
  if (luck < 90) return write('PATCH /users/me', 'PATCH', '/users/me', { language: any(['ko', 'en']) });
  if (luck < 95) return write('PUT /risk/limits', 'PUT', '/risk/limits', { maxLeverage: 1 + (luck % 5) });
  return write('PUT /notifications/preferences', 'PUT', '/notifications/preferences', {
    leastPriority: any(['low', 'normal']),
    timeZone: 'Asia/Seoul',
  });
}

function send(url, { method, path, body }, token) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/v1${path}`, {
      ...{ agent, method, timeout: TIMEOUT_MS },
      headers: {
        authorization: `Bearer ${token}`,
        ...(text !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        }),
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        // Edits are made whatever there is: nobody else edits the same.
        ...((method === 'PUT' || method === 'PATCH') && { 'if-match': '*' }),
      },
    });
    asked.on('response', (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString() }));
      answer.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(Object.assign(new Error('timeout'), { code: 'TIMEOUT' })));
    asked.on('error', reject);
    asked.end(text);
  });
}

function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function line({ p50, p95, p99 }) {
  return `p50 ${p50} p95 ${p95} p99 ${p99} ms`;
}
