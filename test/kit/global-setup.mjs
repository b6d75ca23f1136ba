/**
 * Test databases for all workers. Servers belong to Jest's main process; a worker asks this broker for one, and the first who
 * asks makes it start: runs without a database test pay nothing.
 */
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import { startEmbeddedServer, startSystemServer } from './postgres-servers.mjs';

export default async function globalSetup() {
  const servers = new Map();
  const serverFor = (installation) => {
    if (!servers.has(installation)) {
      servers.set(
        installation,
        installation === '' ? startEmbeddedServer() : startSystemServer(installation),
      );
    }
    return servers.get(installation);
  };
  const secret = randomUUID();
  const broker = createServer((request, response) => {
    const asked = new URL(request.url, 'http://broker');
    const answer = (status, body) => response.writeHead(status, { connection: 'close' }).end(body);
    if (asked.pathname !== `/${secret}`) return answer(404, '');
    return serverFor(asked.searchParams.get('installation') ?? '').then(
      ({ url }) => answer(200, url),
      (error) => answer(500, error.message),
    );
  });
  await new Promise((resolve) => {
    broker.listen(0, '127.0.0.1', resolve);
  });
  env.TB_TEST_POSTGRES = `http://127.0.0.1:${broker.address().port}/${secret}`;
  globalThis.testPostgres = { broker, servers };
}
