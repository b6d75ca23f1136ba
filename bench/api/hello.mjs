import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';

const CONNECTIONS = 50;
/** Requests under way on each connection. */
const DEEP = 1;
const ROUNDS = 11;
const ANSWER = Buffer.from('HTTP/1.1 200');

if (process.send !== undefined && process.argv[2] === 'bare') await serveBare();

/**
 * The product's `/health` against a bare Fastify that answers the same body, in turns; medians of rounds. Both servers stand on one
 * core and who asks stands on another: where they share cores, the slower one is also charged for waking whoever asks.
 *
 * @param url where the product answers, as process `pid`.
 */
export async function compareHello({ url, pid }, seconds) {
  const body = await (await fetch(`${url}/health`)).text();
  const bare = fork(fileURLToPath(import.meta.url), ['bare'], { env: { ...process.env, BODY: body } });
  const [port] = await once(bare, 'message');
  const pinned = pin(bare.pid, 0) && pin(pid, 0) && pin(process.pid, 1);
  const targets = { fastify: [port, '/'], product: [Number(new URL(url).port), '/health'] };
  const rounds = { fastify: [], product: [] };
  try {
    for (const [to, path] of Object.values(targets)) await hammer(to, path, 1);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, [to, path]] of Object.entries(targets))
        rounds[name].push(Math.round(await hammer(to, path, seconds)));
  } finally {
    bare.kill();
  }
  const [fastify, product] = [median(rounds.fastify), median(rounds.product)];
  return { fastify, product, ratio: Math.round((product / fastify) * 1000) / 1000, pinned, rounds };
}

/** Keeps a process with all its threads on one core; false where that cannot be asked for. */
const pin = (pid, core) => spawnSync('taskset', ['-acp', String(core), String(pid)]).status === 0;

async function serveBare() {
  const server = Fastify();
  const body = JSON.parse(process.env.BODY);
  server.get('/', async () => body);
  await server.listen({ port: 0, host: '127.0.0.1' });
  process.send(server.server.address().port);
}

/** Requests a second that one server answers to connections that always have some under way. */
async function hammer(port, path, seconds) {
  let answered = 0;
  let over = false;
  const asked = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  const open = () =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.on('connect', () => socket.write(Buffer.concat(Array.from({ length: DEEP }, () => asked))));
      socket.on('data', (bytes) => {
        let here = 0;
        for (let at = bytes.indexOf(ANSWER); at >= 0; at = bytes.indexOf(ANSWER, at + 1)) here += 1;
        answered += here;
        if (over) socket.destroy();
        else if (here > 0) socket.write(Buffer.concat(Array.from({ length: here }, () => asked)));
      });
      socket.on('error', reject);
      socket.on('close', resolve);
    });
  const began = performance.now();
  stayAwake(() => over);
  const all = Promise.all(Array.from({ length: CONNECTIONS }, open));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, seconds * 1000))]);
  over = true;
  const perSecond = (answered / (performance.now() - began)) * 1000;
  await all;
  return perSecond;
}

/** Keeps this process from sleeping, which would charge a server for waking it: the slower server more often. */
function stayAwake(isOver) {
  setImmediate(() => {
    if (!isOver()) stayAwake(isOver);
  });
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
