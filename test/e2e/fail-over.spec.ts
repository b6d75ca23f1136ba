import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import { eventually } from '../kit/eventually.js';
import { makeHome, RunningTradingBoost, type Home } from '../kit/program.js';
import { SwappedServer } from '../kit/swapped-server.js';

jest.setTimeout(300_000);

const WAIT = { timeoutMs: 90_000 };

describe('a database server that has lost time under a running program', () => {
  let server: SwappedServer;
  let home: Home;
  let program: RunningTradingBoost;

  beforeAll(async () => {
    server = await SwappedServer.start();
    home = makeHome();
    program = await RunningTradingBoost.start(home, {
      DATABASE_URL: server.url,
      TB_FEED_SPEED: '100',
      TB_MASTER_KEY: 'the-master-key-of-this-test-and-no-other',
    });
    await program.ready();
  });
  afterAll(async () => {
    const { code, stderr } = await program.end('SIGTERM');
    await server.close();
    home.remove();
    expect([code, code === 0 ? '' : stderr.slice(-4_000)]).toEqual([0, '']);
  });

  /** Asked of the server itself, past the door. */
  const rows = async <Row extends QueryResultRow>(statement: string): Promise<Row[]> => {
    const client = new Client({ connectionString: server.direct });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const orders = async (): Promise<number> =>
    Number((await rows<{ count: string }>('SELECT count(*) FROM orders.intent'))[0]!.count);
  const incarnation = async (): Promise<string> =>
    (await rows<{ incarnation: string }>('SELECT incarnation FROM orders.installation'))[0]!.incarnation;
  const losses = () =>
    rows('SELECT cause, approved_at IS NOT NULL AS "goesOn" FROM platform.restoration ORDER BY restored_at');
  const moreOrders = async (): Promise<number> => {
    const before = await orders();
    return eventually(async () => ((await orders()) > before + 3 ? orders() : null), WAIT);
  };
  /** It works again, with ids that nobody has used. */
  const goesOnWith = async (before: string): Promise<string> => {
    const fresh = await eventually(async () => {
      const now = await incarnation();
      return now === before ? null : now;
    }, WAIT);
    await eventually(async () => (await program.ready()).mode === 'PAPER', WAIT);
    await eventually(
      async () =>
        (await rows(`SELECT 1 FROM orders.intent WHERE client_order_id LIKE 'tb${fresh}%' LIMIT 1`)).length >
        0,
      WAIT,
    );
    return fresh;
  };

  let first: string;

  test('a server that only starts again loses nothing, and nobody begins anew', async () => {
    await moreOrders();
    first = await incarnation();
    await server.copyTo('replica');
    await moreOrders();
    expect(await losses()).toEqual([]);
    expect(await incarnation()).toBe(first);
  });

  test('a replica that was behind takes over: the program begins anew on the same port, with other ids', async () => {
    const lost = await orders();
    await server.fallBackTo('replica', { promoted: true });
    expect(await orders()).toBeLessThan(lost);
    first = await goesOnWith(first);
    expect(await losses()).toEqual([{ cause: 'another-timeline', goesOn: true }]);
    const unsettled = await rows(`SELECT 1 FROM orders.intent WHERE status IN ('unknown', 'needs-human')`);
    expect(unsettled).toEqual([]);
  });

  test('an older copy of the same server is noticed by who has seen more of it', async () => {
    await server.copyTo('older');
    await moreOrders();
    // What the program has seen of the log is what it has looked at last, once a second.
    await sleep(3_000);
    await server.fallBackTo('older', { promoted: false });
    await goesOnWith(first);
    expect(await losses()).toEqual([
      { cause: 'another-timeline', goesOn: true },
      { cause: 'behind', goesOn: true },
    ]);
  });
});
