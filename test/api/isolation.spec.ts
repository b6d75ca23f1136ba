import type { OpenAPIObject } from '@nestjs/swagger';
import { addressOf, headersOf, operationsOf, pathParametersOf, type Operation } from './document.js';
import { furnish, homeOf, idsAt, type Things } from './things.js';
import { WholeProgram, type Answer, type Person } from './whole.js';

jest.setTimeout(180_000);

/** Members of paths that name what belongs to everybody. */
const PUBLIC = ['venue'];
/** Members of bodies and queries that name what belongs to somebody. */
const REFERENCES = ['accountId', 'instanceId'];
/** What a market of candles does not have, for anybody. */
const NOT_HERE: ReadonlySet<string> = new Set(['/api/v1/market/{venue}/orderbook']);
const NOBODYS = '01970000-0000-7000-8000-000000000000';

/** What the suite below cannot try: an id of a kind that nobody in it has, or a reference it does not know. */
function uncovered(document: OpenAPIObject, things: Things): readonly string[] {
  return operationsOf(document).flatMap((operation) => {
    const { method, path, parameters, body = {} } = operation;
    const unknown = pathParametersOf(operation).filter(
      (name) => !PUBLIC.includes(name) && !(name === 'id' && homeOf(path) in things),
    );
    const references = [
      ...parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
      ...Object.keys(body),
    ].filter((name) => /Id$/.test(name) && !REFERENCES.includes(name));
    return [...unknown, ...references].map((name) => `${method} ${path}: ${name}`);
  });
}

const byId = (operations: readonly Operation[]) =>
  operations.filter((operation) => pathParametersOf(operation).includes('id'));

describe('what belongs to somebody else', () => {
  let program: WholeProgram;
  let anna: Person;
  let ben: Person;
  let things: Things;
  let operations: readonly Operation[];
  beforeAll(async () => {
    program = await WholeProgram.boot({ TB_REQUESTS_PER_MINUTE: '100000' });
    anna = await program.person('anna');
    ben = await program.person('ben');
    things = await furnish(program, anna);
    operations = operationsOf(program.document);
  });
  afterAll(() => program.close());

  const send = (operation: Operation, person: Person | null, id: string): Promise<Answer> =>
    program.ask(operation.method, addressOf(operation, { id, venue: 'paper' }), {
      as: person?.token,
      body: operation.body,
      headers: headersOf(operation),
    });
  const seen = ({ status, body }: Answer) => ({ status, code: body?.code as unknown });

  it('is tried on every route that has an id, and a new route must be tried as well', () => {
    expect(uncovered(program.document, things)).toEqual([]);
    const planted = structuredClone(program.document);
    planted.paths['/api/v1/wallets/{id}'] = planted.paths['/api/v1/orders/{id}']!;
    planted.paths['/api/v1/orders/{orderId}/notes'] = {
      get: { responses: {}, parameters: [{ name: 'orderId', in: 'path', schema: { type: 'string' } }] },
    };
    planted.paths['/api/v1/transfers'] = {
      get: { responses: {}, parameters: [{ name: 'walletId', in: 'query', schema: { type: 'string' } }] },
    };
    expect(uncovered(planted, things)).toEqual([
      'GET /api/v1/wallets/{id}: id',
      'DELETE /api/v1/wallets/{id}: id',
      'PATCH /api/v1/wallets/{id}: id',
      'GET /api/v1/orders/{orderId}/notes: orderId',
      'GET /api/v1/transfers: walletId',
    ]);
  });

  it('is there for its owner', async () => {
    for (const operation of byId(operations).filter(({ method }) => method === 'GET')) {
      if (operation.access === 'admin') continue;
      const answer = await send(operation, anna, things[homeOf(operation.path)]!);
      expect({ route: operation.path, ...seen(answer) }).not.toMatchObject({ code: 'not-found' });
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('is not found by others, to read and to change, in the words for what does not exist', async () => {
    const before = await everythingOf();
    for (const operation of byId(operations)) {
      const route = `${operation.method} ${operation.path}`;
      const nobodys = await send(operation, ben, NOBODYS);
      const expected =
        operation.access === 'admin'
          ? { status: 403, code: 'forbidden' }
          : { status: 404, code: 'not-found' };
      expect({ route, ...seen(nobodys) }).toEqual({ route, ...expected });
      for (const id of idsAt(things, operation.path)) {
        const foreign = await send(operation, ben, id);
        expect({ route, ...seen(foreign) }).toEqual({ route, ...expected });
        // The id that was asked for may be repeated, nothing else of hers is told.
        expect(foreign.text.replaceAll(id, '')).not.toMatch(/anna|Account of|Preset of/);
      }
    }
    expect(await everythingOf()).toEqual(before);
  });

  /** What of Anna's things only she may change. */
  async function everythingOf(): Promise<object> {
    const get = async (home: string) =>
      (await program.ask('GET', `${home}/${things[home]!}`, { as: anna.token })).body;
    const { status, size, price } = await get('/api/v1/orders');
    const bots = await Promise.all(
      ['hyper-rsi', 'grid'].map(async (kind) => {
        const { state, epoch, settingsVersion, settings } = await get(`/api/v1/strategies/${kind}`);
        return { state, epoch, settingsVersion, settings };
      }),
    );
    const { side, size: held } = await get('/api/v1/positions');
    const listed = async (path: string) => (await program.ask('GET', path, { as: anna.token })).body.items;
    return {
      ...{ status, size, price, bots, side, held },
      preset: await get('/api/v1/strategies/hyper-rsi/presets'),
      backtest: await get('/api/v1/backtests'),
      sessions: (await listed('/api/v1/auth/sessions')).length,
      accounts: await listed('/api/v1/exchange-accounts'),
      deliveries: await listed('/api/v1/notifications/deliveries?state=dead'),
    };
  }

  it('cannot be named in a body: an account of somebody else is not known', async () => {
    const naming = operations.filter(({ body }) => body !== undefined && 'accountId' in body);
    expect(naming.length).toBeGreaterThanOrEqual(5);
    for (const operation of naming) {
      const body = { ...operation.body, accountId: anna.accountId };
      const answer = await program.ask(operation.method, addressOf(operation, { id: NOBODYS }), {
        ...{ as: ben.token, body, headers: headersOf(operation) },
      });
      expect({ route: operation.path, ...seen(answer) }).toEqual({
        ...{ route: operation.path, status: 404, code: 'unknown-account' },
      });
    }
  });

  it('is in no list of others, also when they ask for it by name', async () => {
    const ids = Object.entries(things).map(([, id]) => id);
    const lists = operations.filter(
      (operation) =>
        operation.method === 'GET' && operation.access !== 'admin' && !operation.path.includes('{id}'),
    );
    for (const operation of lists) {
      const address = addressOf(operation, { venue: 'paper' });
      const filters = operation.parameters.filter(({ name }) => REFERENCES.includes(name));
      const asked = [address, ...filters.flatMap(({ name }) => ids.map((id) => `${address}?${name}=${id}`))];
      for (const url of asked) {
        const { status, text } = await program.ask('GET', url, { as: ben.token });
        expect({ url, status }).toEqual({ url, status: NOT_HERE.has(operation.path) ? 404 : 200 });
        for (const id of ids.filter((one) => !url.includes(one))) expect(text).not.toContain(id);
        expect(text).not.toMatch(/anna/);
        if (url !== address) expect(JSON.parse(text).items).toEqual([]);
      }
    }
  });

  it('stays closed to strangers and to roles that are too small, on every route', async () => {
    const small = { ...ben, token: (await program.person('vera', 'viewer')).token };
    for (const operation of operations.filter(({ access }) => access !== 'public')) {
      const route = `${operation.method} ${operation.path}`;
      expect({ route, ...seen(await send(operation, null, NOBODYS)) }).toEqual({
        ...{ route, status: 401, code: 'unauthenticated' },
      });
      if (operation.access === 'viewer') continue;
      expect({ route, ...seen(await send(operation, small, NOBODYS)) }).toEqual({
        ...{ route, status: 403, code: 'forbidden' },
      });
    }
  });
});
