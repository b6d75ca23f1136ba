import { request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createOpenApiDocument } from '../../src/shared/platform/http/openapi/document.js';
import { ReadinessBoard } from '../../src/shared/platform/http/readiness-board.js';
import type { Readiness } from '../../src/shared/platform/http/readiness-check.port.js';
import { answerHeaders } from '../../src/shared/platform/http/security-headers.js';
import { Meter } from '../../src/shared/platform/telemetry/meter.port.js';
import { registerSecret } from '../../src/shared/platform/telemetry/secret-mask.js';
import { eventually } from '../kit/eventually.js';
import { boot, good, type BootedApp } from './kit.js';

const TOKEN = '9f2c1e7ab84d5063f1e2d3c4b5a69788';

async function withApp(
  env: Record<string, string>,
  use: (booted: BootedApp) => Promise<void>,
): Promise<void> {
  const booted = await boot(env);
  try {
    await use(booted);
  } finally {
    await booted.close();
  }
}

describe('probes', () => {
  let booted: BootedApp;
  const answers = new Map<string, () => Promise<Readiness>>();
  beforeAll(async () => {
    booted = await boot();
    for (const name of ['database', 'queue'])
      booted.app.get(ReadinessBoard).register({ name, check: () => answers.get(name)!() });
  });
  beforeEach(() => {
    for (const name of ['database', 'queue']) answers.set(name, async () => ({ ok: true }));
  });
  afterAll(() => booted.close());

  const ready = async () => booted.app.inject('/ready');

  it('say alive without asking anybody', async () => {
    answers.set('database', () => Promise.reject(new Error('down')));
    const answer = await booted.app.inject('/health');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'alive', version: '1.2.3' });
  });

  it('say ready with mode, market time and the latency of every dependency', async () => {
    answers.set('queue', async () => ({ ok: true, detail: { waiting: 3 } }));
    const answer = await ready();
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      status: 'ready',
      mode: 'PAPER',
      version: '1.2.3',
      marketTime: '2023-11-14T22:13:20.000Z',
      marketSource: 'SIMULATED',
      dependencies: [
        { name: 'database', ok: true, latencyMs: expect.any(Number) },
        { name: 'queue', ok: true, latencyMs: expect.any(Number), detail: { waiting: 3 } },
      ],
    });
  });

  it('say 503 and which one when a dependency is not ready or throws, without the text of its error', async () => {
    answers.set('queue', async () => ({ ok: false, detail: { lagMs: 90_000 } }));
    answers.set('database', () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432')));
    const answer = await ready();
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      status: 'not-ready',
      dependencies: [
        { name: 'database', ok: false },
        { name: 'queue', ok: false, detail: { lagMs: 90_000 } },
      ],
    });
    expect(answer.body).not.toContain('ECONNREFUSED');
    expect(booted.lines.join('')).toContain('ECONNREFUSED');
  });

  it('write a line when a dependency fails and when it is back, not at every probe', async () => {
    const told = () => booted.lines.filter((line) => line.includes('"dependency":"queue"')).length;
    await ready();
    const before = told();
    answers.set('queue', async () => ({ ok: false }));
    for (let probe = 0; probe < 5; probe += 1) await ready();
    expect(told()).toBe(before + 1);
    answers.set('queue', async () => ({ ok: true }));
    for (let probe = 0; probe < 5; probe += 1) await ready();
    expect(told()).toBe(before + 2);
  });

  it('do not wait for a dependency that hangs, and ask it once for many probes', async () => {
    let asked = 0;
    let aborted = false;
    booted.app.get(ReadinessBoard).register({
      name: 'stuck',
      check: (signal) => {
        asked += 1;
        signal.addEventListener('abort', () => (aborted = true));
        return asked === 1 ? new Promise(() => undefined) : Promise.resolve({ ok: true });
      },
    });
    const all = await Promise.all(Array.from({ length: 20 }, ready));
    expect(all.every(({ statusCode }) => statusCode === 503)).toBe(true);
    expect(all[0]!.json().dependencies[2]).toMatchObject({ name: 'stuck', ok: false });
    expect(asked).toBe(1);
    expect(aborted).toBe(true);
    expect((await ready()).statusCode).toBe(200);
  });

  it('refuse two checks of one name', () => {
    expect(() => {
      booted.app.get(ReadinessBoard).register({ name: 'queue', check: async () => ({ ok: true }) });
    }).toThrow('queue');
  });
});

describe('stopping', () => {
  it('says 503 to /ready and to new work, and stays alive for probes', async () => {
    await withApp({}, async ({ app }) => {
      app.get(ReadinessBoard).beginShutdown();
      const answer = await app.inject('/ready');
      expect({ status: answer.statusCode, body: answer.json().status }).toEqual({
        status: 503,
        body: 'shutting-down',
      });
      const work = await app.inject({ method: 'POST', url: '/api/v1/things', payload: good });
      expect(work.statusCode).toBe(503);
      expect(work.headers['retry-after']).toBe('5');
      expect(work.json().code).toBe('shutting-down');
      expect((await app.inject('/health')).statusCode).toBe(200);
    });
  });

  it('begins by itself when the application closes', async () => {
    const { app } = await boot();
    const board = app.get(ReadinessBoard);
    await app.close();
    expect(board.shuttingDown).toBe(true);
  });
});

describe('metrics', () => {
  it('count and time requests by route pattern, never by address', async () => {
    await withApp({}, async ({ app }) => {
      await app.inject('/api/v1/things/broken/seen-id?x=seen-query');
      await app.inject('/api/v1/nothing/seen-address');
      await app.inject({ method: 'POST', url: '/api/v1/things', payload: good });
      const { body, headers } = await app.inject('/metrics');
      expect(headers['content-type']).toContain('text/plain');
      expect(body).toContain(
        'http_requests_total{method="GET",route="/api/v1/things/broken/:how",status="500"} 1',
      );
      expect(body).toContain('http_requests_total{method="GET",route="unmatched",status="404"} 1');
      expect(body).toContain(
        'http_request_duration_seconds_count{method="POST",route="/api/v1/things",status="201"} 1',
      );
      expect(body).not.toContain('seen-');
      expect(body).toContain('nodejs_eventloop_lag_p99_seconds');
    });
  });

  it('are those of their application alone', async () => {
    await withApp({}, async ({ app }) => {
      app.get(Meter).counter('orders_total', 'Orders', ['side']).add({ side: 'buy' });
      expect((await app.inject('/metrics')).body).toContain('orders_total{side="buy"} 1');
      await withApp({}, async (other) => {
        expect((await other.app.inject('/metrics')).body).not.toContain('orders_total');
      });
    });
  });
});

describe('the API document', () => {
  it('names exactly the routes the server answers', async () => {
    await withApp({}, async ({ app, routes }) => {
      const document = createOpenApiDocument(app, '1.2.3');
      const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.keys(operations as object).map(
          (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        ),
      );
      const served = routes.list().filter((route) => !/^HEAD |^GET \/(docs|openapi)/.test(route));
      expect(documented.sort()).toEqual(served);
    });
  });

  it('is served with a page over it that runs under the content policy', async () => {
    await withApp({}, async ({ app }) => {
      const document = (await app.inject('/openapi.json')).json();
      expect(document.info.version).toBe('1.2.3');
      expect(document.components.schemas.ThingDto.properties.side.enum).toEqual(['buy', 'sell']);
      expect(document.paths['/api/v1/things'].post.responses['400'].content).toHaveProperty([
        'application/problem+json',
      ]);
      const page = await app.inject('/docs');
      expect(page.body).toContain('swagger-ui');
      expect(page.body).not.toMatch(/<script>|on\w+="/);
      const policy = String(page.headers['content-security-policy']);
      expect(policy.match(/sha256-/g)).toHaveLength(page.body.match(/<style>/g)!.length);
      expect((await app.inject('/docs/swagger-ui-bundle.js')).statusCode).toBe(200);
    });
  });
});

describe('in production', () => {
  const guarded = [
    '/metrics',
    '/docs',
    '/docs/',
    '/docs/swagger-ui-init.js',
    '/docs/swagger-ui.css',
    '/openapi.json',
  ];
  // The router decodes before it matches, so these are the same route.
  const spelled = ['/%6Detrics', '/openapi%2Ejson', '/%64ocs'];

  it('metrics and the API document do not exist without an operations token', async () => {
    await withApp({ NODE_ENV: 'production' }, async ({ app }) => {
      for (const url of [...guarded, ...spelled])
        expect([url, (await app.inject(url)).statusCode]).toEqual([url, 404]);
      expect((await app.inject('/health')).statusCode).toBe(200);
      expect((await app.inject('/ready')).statusCode).toBe(200);
    });
  });

  it('are opened by the token, as bearer or as the password of basic, and by nothing else', async () => {
    await withApp({ NODE_ENV: 'production', TB_OPERATIONS_TOKEN: TOKEN }, async ({ app }) => {
      const basic = `Basic ${Buffer.from(`anybody:${TOKEN}`).toString('base64')}`;
      const status = async (url: string, authorization?: string) =>
        (await app.inject({ url, headers: authorization === undefined ? {} : { authorization } })).statusCode;
      for (const url of guarded) {
        expect([url, await status(url, `Bearer ${TOKEN}`)]).toEqual([url, 200]);
        expect([url, await status(url, basic)]).toEqual([url, 200]);
      }
      for (const url of [...guarded, ...spelled])
        for (const wrong of [
          undefined,
          'Bearer',
          'Bearer ',
          `Bearer ${TOKEN}x`,
          TOKEN,
          'Basic !!!',
          'Basic Og==',
        ])
          expect([url, wrong, await status(url, wrong)]).toEqual([url, wrong, 401]);
    });
  });
});

describe('secrets', () => {
  it('are in no sink: log, problem, metrics, API document', async () => {
    const canary = 'canary+9/d2f47e1b=';
    const forget = registerSecret(canary);
    await withApp({}, async ({ app, lines }) => {
      const forms = [
        canary,
        Buffer.from(canary).toString('base64'),
        Buffer.from(canary).toString('hex'),
        encodeURIComponent(canary),
      ];
      const bodies: string[] = [];
      for (const form of forms) {
        for (const url of [
          `/api/v1/things/broken/${encodeURIComponent(form)}`,
          `/api/v1/things?${encodeURIComponent(form)}=1`,
        ])
          bodies.push(
            (await app.inject({ url, headers: { authorization: `Bearer ${form}`, cookie: form } })).body,
          );
        bodies.push(
          (
            await app.inject({
              method: 'POST',
              url: '/api/v1/things',
              payload: { ...good, [form]: form, name: form },
            })
          ).body,
        );
        app.get(Meter).counter('leaks_total', 'Leaks', ['text']).add({ text: form });
      }
      bodies.push((await app.inject('/metrics')).body, (await app.inject('/openapi.json')).body);
      const sinks = [...lines, ...bodies].join('\n');
      expect(sinks).toContain('[redacted]');
      for (const form of forms) expect(sinks).not.toContain(form.slice(0, 8));
    });
    forget();
  });
});

describe('a listening server', () => {
  let booted: BootedApp;
  let port: number;
  beforeAll(async () => {
    booted = await boot();
    await booted.app.listen(0, '127.0.0.1');
    port = (booted.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => booted.close());

  const raw = async (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('end', () => {
        resolve(answer);
      });
      socket.on('error', reject);
    });

  it('keeps the scope of a request whose body comes in pieces', async () => {
    const body = JSON.stringify(good);
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'x-request-id': 'in-pieces' };
      const outgoing = httpRequest({ port, method: 'POST', path: '/api/v1/things', headers }, (incoming) => {
        let text = '';
        incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
        incoming.on('end', () => {
          resolve(text);
        });
      });
      outgoing.on('error', reject);
      outgoing.write(body.slice(0, 10), () => {
        setImmediate(() => outgoing.end(body.slice(10)));
      });
    });
    expect(JSON.parse(answer).requestId).toBe('in-pieces');
    await eventually(() =>
      booted.lines.some((line) => line.includes('in-pieces') && line.includes('request answered')),
    );
  });

  it.each([
    ['GET / HTTP/1.1\r\nbroken header\r\n\r\n', 400, 'bad-request'],
    [`GET / HTTP/1.1\r\nhost: x\r\nlong: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ])('answers what is no request with a problem: %#', async (text, status, code) => {
    const answer = await raw(text);
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    for (const [name, value] of Object.entries(answerHeaders))
      expect(answer).toContain(`\r\n${name}: ${value}\r\n`);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status, code });
  });

  it('stops reading a body of 10 MB that does not say its length', async () => {
    const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
    const head =
      'POST /api/v1/things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n';
    const answer = await raw(head + chunk.repeat(8));
    expect(answer).toContain('HTTP/1.1 413');
    expect(answer).toContain('body-too-large');
  });
});
