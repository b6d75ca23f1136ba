import fc from 'fast-check';
import { request, type IncomingMessage } from 'node:http';
import { answerHeaders, pageHeaders } from '../../src/shared/platform/http/security-headers.js';
import { boot, good, type BootedApp } from './kit.js';

describe('HTTP manners', () => {
  let booted: BootedApp;
  beforeAll(async () => {
    booted = await boot();
  });
  afterAll(() => booted.close());

  const post = async (payload: string, headers: Record<string, string> = {}) =>
    booted.app.inject({
      method: 'POST',
      url: '/api/v1/things',
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const get = async (url: string, headers: Record<string, string> = {}) =>
    booted.app.inject({ method: 'GET', url, headers });
  const logged = (): string => booted.lines.join('');

  it('takes a good body and keeps the request in its scope', async () => {
    const answer = await post(JSON.stringify(good), { 'x-request-id': 'my-request.1' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ thing: good, requestId: 'my-request.1' });
  });

  describe('bodies', () => {
    it('with an unknown property are refused, and the known ones are named', async () => {
      const answer = await post(JSON.stringify({ ...good, role: 'admin', userId: 7 }));
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        code: 'validation-failed',
        details: {
          fields: expect.arrayContaining([
            {
              field: 'role',
              value: 'admin',
              allowed: 'no such property; known: free, legs, name, password, side',
            },
            { field: 'userId', value: '7', allowed: expect.stringContaining('no such property') },
          ]),
        },
      });
    });

    it('name each wrong field with its path, its value and what is allowed', async () => {
      const answer = await post(
        JSON.stringify({ name: 'Alpha', side: 'hold', legs: [{ lots: 1 }, { lots: 11 }, {}] }),
      );
      expect(answer.json().details.fields).toEqual([
        { field: 'name', value: 'Alpha', allowed: 'text, 1..10 letters a-z' },
        { field: 'side', value: 'hold', allowed: 'one of buy, sell' },
        { field: 'legs[1].lots', value: '11', allowed: 'a whole number, >= 1, <= 10' },
        { field: 'legs[2].lots', value: 'missing', allowed: 'a whole number, >= 1, <= 10' },
      ]);
    });

    it('never have a refused password shown back', async () => {
      const answer = await post(JSON.stringify({ ...good, password: 'hunter2' }));
      expect(answer.statusCode).toBe(400);
      expect(answer.body).not.toContain('hunter2');
    });

    it.each([
      ['an array for a text', JSON.stringify({ ...good, name: ['alpha'] }), 'validation-failed'],
      ['an object for a text', JSON.stringify({ ...good, name: { length: 3 } }), 'validation-failed'],
      ['a number for a text', JSON.stringify({ ...good, name: 1 }), 'validation-failed'],
      ['a text for a number', JSON.stringify({ ...good, legs: [{ lots: '1' }] }), 'validation-failed'],
      ['an array for an object', JSON.stringify([good]), 'validation-failed'],
      ['an empty array', '[]', 'validation-failed'],
      ['a text', '"alpha"', 'validation-failed'],
      ['null', 'null', 'validation-failed'],
      ['nothing', '', 'validation-failed'],
      ['a list where an element is null', JSON.stringify({ ...good, legs: [null] }), 'validation-failed'],
      ['1e400', '{"name":"alpha","side":"buy","legs":[{"lots":1e400}]}', 'number-out-of-range'],
      ['-0', '{"name":"alpha","side":"buy","legs":[{"lots":-0}]}', 'number-out-of-range'],
      ['NaN', '{"name":"alpha","side":"buy","legs":[{"lots":NaN}]}', 'malformed-json'],
      ['half a document', '{"name":', 'malformed-json'],
      ['a zero character', JSON.stringify({ ...good, name: 'al\0pha' }), 'unstorable-text'],
      ['half a character', JSON.stringify({ ...good, free: { a: ['\ud800'] } }), 'unstorable-text'],
      ['a name with a zero character', JSON.stringify({ 'a\0': 1 }), 'unstorable-text'],
      ['__proto__', '{"name":"alpha","__proto__":{"role":"admin"}}', 'forbidden-key'],
      ['an escaped __proto__', '{"\\u005f_proto__":{"role":"admin"}}', 'forbidden-key'],
      ['constructor', '{"constructor":{"prototype":{"role":"admin"}}}', 'forbidden-key'],
      ['a deep __proto__', '{"free":{"a":[{"__proto__":1}]}}', 'forbidden-key'],
      ['names of Object', '{"hasOwnProperty":1,"toString":2,"valueOf":3}', 'validation-failed'],
      ['depth 10,000 of arrays', '['.repeat(10_000) + ']'.repeat(10_000), 'body-too-deep'],
      ['depth 10,000 of objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'body-too-deep'],
    ])('of %s are refused quickly', async (_what, payload, code) => {
      const started = performance.now();
      const answer = await post(payload);
      expect({ status: answer.statusCode, code: answer.json().code }).toEqual({ status: 400, code });
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(({} as Record<string, unknown>).role).toBeUndefined();
    });

    it('of 10 MB are refused quickly', async () => {
      const payload = JSON.stringify({ name: 'x'.repeat(10_000_000) });
      const started = performance.now();
      const answer = await post(payload);
      expect(answer.statusCode).toBe(413);
      expect(answer.json().code).toBe('body-too-large');
      expect(performance.now() - started).toBeLessThan(2_000);
    });

    it('that are not UTF-8 are refused', async () => {
      const answer = await booted.app.inject({
        method: 'POST',
        url: '/api/v1/things',
        headers: { 'content-type': 'application/json' },
        payload: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
      });
      expect(answer.json().code).toBe('malformed-json');
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'bad',
    ])('of the type %s are refused', async (type) => {
      const answer = await post('a=1', { 'content-type': type });
      expect(answer.statusCode).toBe(415);
      expect(answer.json().code).toBe('unsupported-media-type');
    });

    it('of any JSON at all are answered 201 or 400, never 5xx', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.jsonValue(),
            fc.record({
              name: fc.jsonValue(),
              side: fc.jsonValue(),
              legs: fc.jsonValue(),
              free: fc.jsonValue(),
            }),
          ),
          async (body) => {
            const answer = await post(JSON.stringify(body));
            expect([201, 400]).toContain(answer.statusCode);
          },
        ),
        { numRuns: 60 },
      );
    });
  });

  describe('problems', () => {
    it('are problem details with code, details and request id, in the language of the reader', async () => {
      const answer = await get('/api/v1/things/broken/missing', {
        'accept-language': 'ko-KR,ko;q=0.9,en;q=0.8',
      });
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.headers['content-language']).toBe('ko');
      expect(answer.json()).toEqual({
        type: 'urn:tradingboost:problem:not-found',
        title: '찾을 수 없습니다',
        status: 404,
        detail: expect.stringMatching(/[가-힣]/),
        instance: `urn:tradingboost:request:${String(answer.headers['x-request-id'])}`,
        code: 'not-found',
        details: {},
        requestId: answer.headers['x-request-id'],
      });
    });

    it('keep code, numbers and text of a refusal that the catalogue does not know', async () => {
      const answer = await get('/api/v1/things/broken/refused');
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({
        code: 'too-much-leverage',
        details: { max: 20 },
        detail: 'leverage 50 is above 20',
      });
    });

    it('of an unknown exception show nothing but the request id, under which the log has it all', async () => {
      const answer = await get('/api/v1/things/broken/disk');
      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toMatchObject({ code: 'internal-error', details: {} });
      expect(answer.body).not.toMatch(/SELECT|users|\/srv|\bat \b|\.ts|Error:/);
      const line = booted.lines
        .map((text) => JSON.parse(text))
        .find(({ msg, requestId }) => msg === 'request failed' && requestId === answer.json().requestId);
      expect(line.err.message).toContain('SELECT');
      expect(line.err.stack).toContain('broken');
    });

    it.each([
      ['busy', 'unavailable'],
      ['of a newer version', 'unavailable'],
      ['slow', 'no-answer-in-time'],
      ['cut-off', 'no-answer-in-time'],
    ])('of work that was %s say when to come again, and are no mistake of ours', async (how, code) => {
      const answer = await get(`/api/v1/things/broken/${encodeURIComponent(how)}`);
      expect(answer.statusCode).toBe(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.json()).toMatchObject({ code, details: {} });
    });

    it('of an unknown address do not repeat it', async () => {
      const answer = await get('/api/v1/nothing-here?secret=abc');
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toMatch(/nothing-here|abc/);
    });

    it('of a wrong method name the right ones', async () => {
      const answer = await booted.app.inject({ method: 'DELETE', url: '/api/v1/things' });
      expect(answer.statusCode).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD, POST');
      expect(answer.json().code).toBe('method-not-allowed');
    });

    it.each([
      ['/api/v1/things/broken/%zz', 400, 'malformed-url'],
      ['/api/v1/things/broken/a%00b', 400, 'unstorable-text'],
      ['/api/v1/things?cursor=a%00b', 400, 'unstorable-text'],
      [`/api/v1/things/broken/${'x'.repeat(500)}`, 414, 'url-too-long'],
    ])('of an address that cannot be routed are problems too: %#', async (url, status, code) => {
      const answer = await get(url);
      expect({ status: answer.statusCode, code: answer.json().code }).toEqual({ status, code });
      expect(answer.headers['x-request-id']).toBe(answer.json().requestId);
    });
  });

  describe('requests', () => {
    it.each(['a', 'req_1-2.3', 'x'.repeat(64)])('keep the sane id %s', async (id) => {
      expect((await get('/health', { 'x-request-id': id })).headers['x-request-id']).toBe(id);
    });

    it.each(['', 'a b', 'x'.repeat(65), '{"a":1}', '../../etc', '<script>'])(
      'get an id of ours instead of "%s"',
      async (id) => {
        expect((await get('/health', { 'x-request-id': id })).headers['x-request-id']).toMatch(
          /^[0-9a-f-]{36}$/,
        );
      },
    );

    it('leave one access line with the route, never the address or its query', async () => {
      await get('/api/v1/things/broken/seen-path?token=seen-query', { 'x-request-id': 'access-line' });
      const lines = booted.lines
        .map((text) => JSON.parse(text))
        .filter(({ requestId }) => requestId === 'access-line');
      expect(lines.filter(({ msg }) => msg === 'request answered')).toEqual([
        expect.objectContaining({
          method: 'GET',
          route: '/api/v1/things/broken/:how',
          status: 500,
          context: 'Http',
        }),
      ]);
      expect(logged()).not.toContain('seen-query');
      expect(JSON.stringify(lines.filter(({ msg }) => msg === 'request answered'))).not.toContain(
        'seen-path',
      );
    });

    it('do not choose their own address by X-Forwarded-For', async () => {
      await get('/api/v1/things', { 'x-forwarded-for': '203.0.113.9', 'x-request-id': 'spoofed-address' });
      const line = booted.lines
        .map((text) => JSON.parse(text))
        .find(({ requestId }) => requestId === 'spoofed-address');
      expect(line.ip).toBe('127.0.0.1');
    });
  });

  describe('headers', () => {
    let address: string;
    beforeAll(async () => {
      await booted.app.listen(0, '127.0.0.1');
      address = await booted.app.getUrl();
    });

    // What browsers are told is written below the framework, which answers `inject` by itself.
    const get = async (url: string, headers: Record<string, string> = {}) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        request(`${address}${url}`, { agent: false, headers }, (answer) => resolve(answer.resume()))
          .on('error', reject)
          .end();
      });

    it('protect every answer', async () => {
      for (const url of ['/health', '/api/v1/things', '/api/v1/none', '/docs']) {
        const { headers } = await get(url);
        expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
        expect(headers['content-security-policy']).not.toContain('unsafe');
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['referrer-policy']).toBe('no-referrer');
        expect(headers['strict-transport-security']).toContain('max-age=');
        expect(headers['x-powered-by']).toBeUndefined();
      }
    });

    const named = (headers: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        Object.entries(headers).filter(([name]) => name in { ...answerHeaders, ...pageHeaders }),
      );

    const kept = { ...pageHeaders, 'cache-control': 'public, max-age=0' };

    it.each([
      ['/health', answerHeaders],
      ['/ready', answerHeaders],
      ['/api/v1/things', answerHeaders],
      ['/api/v1/things/broken/disk', answerHeaders],
      ['/api/v1/none', answerHeaders],
      ['/api/v1/things/broken/%zz', answerHeaders],
      [`/api/v1/things/broken/${'x'.repeat(500)}`, answerHeaders],
      ['/metrics', pageHeaders],
      ['/docs/swagger-ui-bundle.js', kept],
      ['/docs/swagger-ui.css', kept],
    ])('are on %s these and no others', async (url, headers) => {
      expect(named((await get(url)).headers)).toEqual(headers);
    });

    it('of the page of the documentation are those of pages, with its own styles let through', async () => {
      const { 'content-security-policy': policy, ...others } = named((await get('/docs')).headers);
      const { 'content-security-policy': _policy, ...expected } = pageHeaders;
      expect(others).toEqual(expected);
      expect(policy).toMatch(/style-src 'self' 'sha256-[^;]*;?/);
    });

    it('of an answer of JSON are all that there are', async () => {
      const names = async (url: string) => Object.keys((await get(url)).headers).sort();
      const always = ['connection', 'content-length', 'content-type', 'date', 'x-request-id'];
      expect(await names('/health')).toEqual([...always, ...Object.keys(answerHeaders)].sort());
      const ofTheApi = ['x-market-source', 'x-market-time'];
      expect(await names('/api/v1/things')).toEqual(
        [...always, ...ofTheApi, ...Object.keys(answerHeaders)].sort(),
      );
    });

    it('carry market time and its source on API answers, problems included, and only there', async () => {
      for (const url of ['/api/v1/things', '/api/v1/none']) {
        const { headers } = await get(url);
        expect(headers).toMatchObject({
          'x-market-time': '2023-11-14T22:13:20.000Z',
          'x-market-source': 'SIMULATED',
          'cache-control': 'no-store',
        });
      }
      expect((await get('/health')).headers['x-market-time']).toBeUndefined();
    });

    it('leave market time out while it is unknown', async () => {
      const known = booted.marketClock.time;
      booted.marketClock.time = null;
      expect((await get('/api/v1/things')).headers['x-market-time']).toBeUndefined();
      booted.marketClock.time = known;
    });

    it('let no foreign page read anything', async () => {
      const { headers } = await get('/api/v1/things', { origin: 'https://evil.example.org' });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    });
  });

  describe('lists', () => {
    it('are read page by page to the end, every item once', async () => {
      const seen: number[] = [];
      let url = '/api/v1/things?limit=50';
      for (let pages = 0; pages < 10; pages += 1) {
        const { items, nextCursor } = (await get(url)).json();
        seen.push(...items.map(({ id }: { id: number }) => id));
        if (nextCursor === null) break;
        url = `/api/v1/things?limit=50&cursor=${String(nextCursor)}`;
      }
      expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
    });

    it.each(['0', '201', '-1', '1.5', '1e2', '0x10', '', ' 5', 'NaN', '-0', 'abc'])(
      'refuse limit=%s',
      async (limit) => {
        const answer = await get(`/api/v1/things?limit=${encodeURIComponent(limit)}`);
        expect(answer.statusCode).toBe(400);
        expect(answer.json().details.fields[0]).toMatchObject({
          field: 'limit',
          allowed: 'a whole number, >= 1, <= 200',
        });
      },
    );

    it('refuse a limit given twice, an unknown filter and a changed cursor', async () => {
      expect((await get('/api/v1/things?limit=5&limit=6')).statusCode).toBe(400);
      expect((await get('/api/v1/things?userId=7')).statusCode).toBe(400);
      expect((await get('/api/v1/things?__proto__=7')).statusCode).toBe(400);
      expect((await get('/api/v1/things?cursor=AAAA')).json().code).toBe('invalid-cursor');
    });
  });
});

describe('HTTP for listed origins', () => {
  it('answers their pages and no others', async () => {
    const { app, close } = await boot({ TB_CORS_ORIGINS: 'https://desk.example.org' });
    const originFor = async (origin: string) =>
      (await app.inject({ url: '/api/v1/things', headers: { origin } })).headers[
        'access-control-allow-origin'
      ];
    expect(await originFor('https://desk.example.org')).toBe('https://desk.example.org');
    expect(await originFor('https://evil.example.org')).toBeUndefined();
    expect(await originFor('null')).toBeUndefined();
    await close();
  });
});
