/**
 * Bots trade and a person places orders while Telegram is there, is gone (each connection is cut) and hangs (no answer comes), in
 * turns: what an order takes is the same. While it is gone, ten thousand alerts for a hundred more people pile up. Once it is
 * back everything is delivered, in few messages, no faster than Telegram allows.
 *
 *   node scripts/verify/telegram-outage.mjs [--seconds 30] [--turns 4] [--bots 40] [--alerts 10000] [--json FILE]
 */
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { furnishBots } from './furnish-bots.mjs';
import { makeDataFolder, ranOn, root, startProgram, withDatabase } from './program.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    turns: { type: 'string', default: '4' },
    bots: { type: 'string', default: '40' },
    alerts: { type: 'string', default: '10000' },
    json: { type: 'string' },
  },
});
const [seconds, turns, bots, alerts] = ['seconds', 'turns', 'bots', 'alerts'].map((name) =>
  Number(values[name]),
);
const TOKEN = '123456789:a-token-of-a-bot-for-a-check-0000000';
const OWNER = 900_001;
const PEOPLE = 100;
const FIRST_PERSON = 1_000_000;
const EVERY_MS = 100;
/** Orders of the person that rest at a time; older ones are cancelled. */
const RESTING = 50;
const DELIVERED_MS = 300_000;
/** A chat gets one message a second, all chats thirty; a tenth of a second is the way between two clocks. */
const PACE = { chatEveryMs: 900, perSecond: 33 };
/** "Unchanged": p99 of the turns without Telegram against that of the turns with it. */
const MOST = 1.25;

const folder = mkdtempSync(join(tmpdir(), 'tradingboost-bot-api-'));
chmodSync(folder, 0o755);
const { dataDir, remove } = makeDataFolder('telegram-outage');
const variables = { TB_DEMO: 'off', TB_FEED_SPEED: '5', TB_LOG_LEVEL: 'warn' };
const began = performance.now();
const violations = [];
const resting = [];
let program = null;
let api = null;
let front = null;
try {
  const { startProgram: startHere } = await import('../../dist/main.js');
  const env = { ...variables, TB_DATA_DIR: dataDir, PORT: '0', TB_RECORD_RETENTION_HOURS: '100' };
  const maker = await startHere({
    ...{ env, print: () => undefined },
    furnish: (bus) => furnishBots(bus, bots),
  });
  await maker.stop();
  api = await openBotApi();
  const sent = [];
  api.fault = (method, { chat_id: chat }) => {
    if (method === 'sendMessage') sent.push({ chat: Number(chat), at: performance.now() });
    return null;
  };
  front = await openFront(Number(new URL(api.root).port));
  program = await startProgram(dataDir, {
    ...variables,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: `http://127.0.0.1:${front.port}`,
  });
  await program.ready();
  const ask = await signIn(program.url);
  await link(ask);
  const phases = [];
  for (let turn = 0; turn < 2 * turns; turn += 1) {
    const how = turn % 2 === 0 ? 'there' : turn % 4 === 1 ? 'gone' : 'hangs';
    front.turn(how);
    // What is under way belongs to the turn before.
    await sleep(1_000);
    if (turn === 2 * turns - 1) await withDatabase(dataDir, pileUp);
    phases.push({ how, ...(await trade(ask)) });
    process.stderr.write(`\r${turn + 1}/${2 * turns} turns`);
  }
  process.stderr.write('\n');
  const waitingAtMost = await withDatabase(dataDir, async (client) => (await counts(client)).waiting);
  front.turn('there');
  const backAt = performance.now();
  const delivered = await withDatabase(dataDir, untilDelivered);
  const orders = await withDatabase(dataDir, (client) => ordersOf(client, phases));
  const trading = compared(phases, orders);
  for (const [what, { ratio }] of Object.entries(trading))
    if (ratio > MOST) violations.push(`${what}: p99 without Telegram is ${ratio} times that with it`);
  if (delivered.waiting + delivered.dead > 0)
    violations.push(`${delivered.waiting} messages wait and ${delivered.dead} are dead`);
  const missing = untold();
  if (missing > 0) violations.push(`${missing} of ${alerts} alerts are in no message`);
  const pace = paceOf(sent.filter(({ at }) => at > backAt));
  if (pace.closestMs < PACE.chatEveryMs || pace.mostPerSecond > PACE.perSecond)
    violations.push(`faster than Telegram allows: ${JSON.stringify(pace)}`);
  const outcome = {
    ...{ check: 'telegram-outage', ...ranOn(), seconds, turns, bots, alerts, trading },
    ...{ waitingAtMost, delivered, messagesAfter: sent.filter(({ at }) => at > backAt).length, pace },
    ...{ complaints: program.complaints().map(({ kind, times }) => ({ kind, times })), violations },
    took: Math.round((performance.now() - began) / 1000),
  };
  console.log(JSON.stringify(outcome, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(outcome, null, 2)}\n`);
  if (violations.length > 0) process.exitCode = 1;
} finally {
  await program?.stop().catch(() => program.kill());
  front?.close();
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
  remove();
}

/** The Bot API server of the tests, which are TypeScript. */
async function openBotApi() {
  for (const name of ['bot-api-server', 'parse-html']) {
    const source = readFileSync(join(root, 'test', 'telegram', `${name}.ts`), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(join(folder, `${name}.js`), outputText);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const { BotApiServer } = await import(join(folder, 'bot-api-server.js'));
  return BotApiServer.listen(TOKEN);
}

/** The way to the server: open, cut, or one on which nothing comes back. */
async function openFront(port) {
  let how = 'there';
  const open = new Set();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    if (how === 'gone') socket.destroy();
    else if (how === 'hangs') socket.resume();
    else {
      const behind = connect(port, '127.0.0.1');
      behind.on('error', () => socket.destroy());
      behind.on('close', () => socket.destroy());
      socket.on('close', () => behind.destroy());
      socket.pipe(behind).pipe(socket);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    turn: (next) => {
      how = next;
      for (const socket of open) socket.destroy();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

async function signIn(url) {
  const send = (method, path, body, token) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const who = { email: 'bots@tradingboost.local', password: 'a-password-for-a-check' };
  let token = null;
  let until = 0;
  return async (method, path, body) => {
    if (performance.now() > until) {
      token = (await (await send('POST', '/auth/login', who)).json()).accessToken;
      until = performance.now() + 300_000;
    }
    const answer = await send(method, path, body, token);
    return { status: answer.status, body: await answer.json() };
  };
}

async function link(ask) {
  const { body } = await ask('POST', '/users/me/telegram/link-code');
  api.says(OWNER, body.message);
  const deadline = performance.now() + 30_000;
  while (api.shown(OWNER).length === 0) {
    if (performance.now() > deadline) throw new Error('the person could not be linked');
    await sleep(50);
  }
}

/** Orders of a person at a steady pace while the bots trade; what each took, and from when to when it was. */
async function trade(ask) {
  const from = new Date();
  const took = [];
  const under = [];
  const start = performance.now();
  for (let index = 0; index * EVERY_MS < seconds * 1000; index += 1) {
    const dueMs = start + index * EVERY_MS;
    if (dueMs > performance.now()) await sleep(dueMs - performance.now());
    const order = {
      accountId: `bench-${(index % (bots / 4)) + bots / 4}`,
      ...{ instrument: 'BTC/USDT', side: 'buy', size: '0.01', type: 'limit', price: '1000' },
    };
    under.push(
      ask('POST', '/orders', order).then(async ({ status, body }) => {
        took.push(performance.now() - dueMs);
        if (status !== 201) violations.push(`an order was answered ${status} ${body.code}`);
        else if (resting.push(body.id) > RESTING)
          if ((await ask('DELETE', `/orders/${resting.shift()}`)).status !== 200)
            violations.push('a cancellation was refused');
      }),
    );
  }
  await Promise.all(under);
  return { from, to: new Date(), took };
}

/** Alerts that nobody can be told of now, for many people whose chats are open. */
async function pileUp(client) {
  const each = alerts / PEOPLE;
  const people = [PEOPLE, FIRST_PERSON];
  await client.query(
    `INSERT INTO users."user" (id, email, password_hash, role, language, demo, created_at)
     SELECT 'p' || n, 'p' || n || '@example.org', '-', 'trader', 'en', false, now() FROM generate_series(1, $1) n`,
    [PEOPLE],
  );
  await client.query(
    `INSERT INTO notifications.channel (user_id, kind, address, state, changed_at)
     SELECT 'p' || n, 'telegram', ($2 + n)::text, 'active', now() FROM generate_series(1, $1::int) n, (SELECT $2::int) o`,
    people,
  );
  await client.query(
    `INSERT INTO notifications.notification
       (id, user_id, number, kind, priority, text_ko, text_en, data, correlation_id, event_id, at, created_at)
     SELECT 'n' || n || '-' || t, 'p' || n, t, 'order-filled', 'normal', '#' || t, 'alert', '{}', 'c', 'e' || n || '-' || t,
       now(), now() FROM generate_series(1, $1::int) n, generate_series(1, $2::int) t`,
    [PEOPLE, each],
  );
  await client.query(
    `INSERT INTO notifications.outgoing
       (id, user_id, channel, address, notification_id, rank, state, due_at, expires_at, created_at)
     SELECT 'o' || n || '-' || t, 'p' || n, 'telegram', ($3::int + n)::text, 'n' || n || '-' || t, 3, 'waiting', now(),
       now() + interval '1 day', now() FROM generate_series(1, $1::int) n, generate_series(1, $2::int) t ORDER BY t, n`,
    [PEOPLE, each, FIRST_PERSON],
  );
  for (let person = 1; person <= PEOPLE; person += 1) api.opens(FIRST_PERSON + person);
}

async function counts(client) {
  const { rows } = await client.query(
    `SELECT state, count(*)::int AS count FROM notifications.outgoing GROUP BY state`,
  );
  const of = (state) => rows.find((row) => row.state === state)?.count ?? 0;
  return { waiting: of('waiting'), delivered: of('delivered'), dead: of('dead') };
}

/** The bots go on and are told of, so what counts is what was waiting when Telegram came back. */
async function untilDelivered(client) {
  const { rows } = await client.query('SELECT max(position) AS last FROM notifications.outgoing');
  const begun = performance.now();
  for (;;) {
    const { rows: left } = await client.query(
      `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'dead')::int AS dead,
         count(*) FILTER (WHERE state = 'delivered')::int AS delivered FROM notifications.outgoing WHERE position <= $1`,
      [rows[0].last],
    );
    const tookMs = Math.round(performance.now() - begun);
    if (left[0].waiting === 0 || tookMs > DELIVERED_MS) return { ...left[0], tookMs };
    await sleep(250);
  }
}

/** From the intent to the venue's word on it, of all orders that were made in a phase. */
async function ordersOf(client, phases) {
  const all = [];
  for (const { from, to } of phases) {
    const { rows } = await client.query(
      `SELECT extract(epoch FROM min(e.at) - i.created_at)::float8 * 1000 AS ms
       FROM orders.intent i JOIN orders.intent_event e ON e.intent_id = i.id
         AND e.status IN ('acked', 'open', 'partial', 'filled', 'rejected')
       WHERE i.created_at BETWEEN $1 AND $2 GROUP BY i.id, i.created_at`,
      [from, to],
    );
    all.push(rows.map(({ ms }) => ms));
  }
  return all;
}

function compared(phases, orders) {
  const told = (times) => {
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share) => Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
    return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
  };
  const of = (lists) => {
    const kinds = ['there', 'gone', 'hangs'].map((how) => [
      how,
      told(phases.flatMap((phase, index) => (phase.how === how ? lists[index] : []))),
    ]);
    const without = told(phases.flatMap((phase, index) => (phase.how === 'there' ? [] : lists[index])));
    const all = Object.fromEntries(kinds);
    return { ...all, without, ratio: Math.round((without.p99 / all.there.p99) * 100) / 100 };
  };
  return {
    'an order of a person, answered': of(phases.map(({ took }) => took)),
    'an order of anybody, acknowledged by the venue': of(orders),
  };
}

/** Alerts whose numbers stand in no message of their chat. */
function untold() {
  let missing = 0;
  for (let person = 1; person <= PEOPLE; person += 1) {
    const told = new Set();
    for (const { text } of api.shown(FIRST_PERSON + person))
      for (const [, from, to = from] of text.matchAll(/#(\d+)(?:\s*[-–…~]+\s*#?(\d+))?/g))
        for (let number = Number(from); number <= Number(to); number += 1) told.add(number);
    for (let number = 1; number <= alerts / PEOPLE; number += 1) if (!told.has(number)) missing += 1;
  }
  return missing;
}

function paceOf(sent) {
  let closestMs = Infinity;
  let mostPerSecond = 0;
  const last = new Map();
  sent.forEach(({ chat, at }, index) => {
    if (last.has(chat)) closestMs = Math.min(closestMs, Math.round(at - last.get(chat)));
    last.set(chat, at);
    mostPerSecond = Math.max(
      mostPerSecond,
      sent.slice(0, index + 1).filter((one) => one.at > at - 1_000).length,
    );
  });
  return { closestMs, mostPerSecond };
}
