import { afterRestore } from '../../src/modules/orders/application/after-restore.js';
import type { OrderReconciler } from '../../src/modules/orders/application/order-reconciler.js';
import { HaltTrading } from '../../src/modules/orders/contracts/commands/halt-trading.command.js';
import { eventually } from '../kit/eventually.js';
import { limit, place, SYMBOL, World } from './world.js';

const PRICES = { averagePrice: '100', liquidationPrice: null };
const KEPT = ['exchange', 'orders', 'positions', 'grid'];

describe('a database that goes back while its venue has gone on', () => {
  let world: World;
  let later: OrderReconciler | null = null;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.forget();
    await world.openGate();
  });
  afterEach(async () => {
    await later?.stop();
    later = null;
  });

  const tables = async (): Promise<readonly { name: string; copy: string }[]> => {
    const { rows } = await world.pool.query<{ name: string; copy: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name, format('kept.%I', schemaname || '_' || tablename) AS copy
       FROM pg_tables WHERE schemaname = ANY ($1) AND tablename <> 'lease'`,
      [KEPT],
    );
    return rows;
  };

  /** The database will be this again. */
  const keep = async (): Promise<void> => {
    await world.quiet();
    await world.pool.query('DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept');
    for (const { name, copy } of await tables())
      await world.pool.query(`CREATE TABLE ${copy} AS TABLE ${name}`);
  };

  /** What began before it ends, everything is as it was, and a process begins anew as the program does it. */
  const loseTime = async (): Promise<void> => {
    await world.quiet();
    await world.sender.stop();
    const all = await tables();
    const client = await world.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(`TRUNCATE ${all.map(({ name }) => name).join(', ')} CASCADE`);
      for (const { name, copy } of all)
        await client.query(`INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM ${copy}`);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    const { clientIds, sends, intents, metrics } = world;
    await world.unitOfWork.run((tx) => afterRestore(tx, { clientIds, sends, intents, metrics }));
    await clientIds.open();
  };
  const beginAnew = async (): Promise<void> => {
    later = world.startAnew();
    await later.idle();
    await world.quiet();
  };
  const differed = async () =>
    (await world.told())
      .filter(({ type }) => type === 'orders.account-differed.v1')
      .map(({ data }) => [data['kind'], data['ours'], data['theirs']]);

  test('what was planned and has been sent since is found at the venue, and not sent a second time', async () => {
    await world.sender.stop();
    await world.apply([place('a', limit('buy', '100', '1'))]);
    await keep();
    await world.restartSender();
    await eventually(async () => world.venue.operations.length === 1);
    await loseTime();
    expect(await world.statuses()).toEqual(['a sending']);
    await beginAnew();
    await world.afterDeadlines();
    expect(await world.statuses()).toEqual(['a open']);
    expect(world.venue.operations).toHaveLength(1);
    expect(await world.violations()).toEqual([]);
  });

  test('an order that is not known any more is told as ours and left alone; decided again it has another id', async () => {
    await world.apply([place('a', limit('buy', '90', '1'))]);
    await keep();
    await world.apply([place('b', limit('buy', '91', '1'))]);
    const lost = world.idOf('b');
    await loseTime();
    await beginAnew();
    expect(await differed()).toEqual([['unknown-order', null, lost]]);
    await world.apply([place('b', limit('buy', '91', '1'))]);
    expect(world.idOf('b')).not.toBe(lost);
    expect([...world.venue.open]).toEqual(expect.arrayContaining([lost, world.idOf('b')]));
    expect(world.venue.operations.every(({ op }) => op === 'place')).toBe(true);
  });

  test('a position of the lost time holds back what adds from the first look on, until the books agree', async () => {
    await world.apply([place('a', limit('buy', '90', '1'))]);
    await keep();
    await world.apply([place('b', limit('buy', '100', '1'))]);
    await world.report([world.filled('b', 't-1', '1')]);
    world.venue.open.delete(world.idOf('b'));
    world.venue.ended.set(world.idOf('b'), 'filled');
    world.venue.positions = [{ symbol: SYMBOL, side: 'long', size: '1', ...PRICES }];
    await loseTime();
    const sent = world.venue.operations.length;
    await beginAnew();
    expect(await differed()).toEqual([['position', '0', '1']]);
    await world.apply([place('c', limit('buy', '99', '1'))]);
    expect((await world.statuses()).at(-1)).toMatch(
      /^c denied position-differs|^c abandoned position-differs/,
    );
    expect(world.venue.operations).toHaveLength(sent);
    world.venue.positions = [];
    later!.atReconnect();
    await later!.idle();
    await world.apply([place('d', limit('buy', '99', '1'))]);
    expect((await world.statuses()).at(-1)).toBe('d open');
  });

  test('a position where the books know of no order is worth what was paid, is taken over in the end, and its owner resumes', async () => {
    await keep();
    world.venue.positions = [{ symbol: SYMBOL, side: 'short', size: '2', ...PRICES, averagePrice: '77' }];
    await loseTime();
    await beginAnew();
    expect(await differed()).toEqual([['position', '0', '-2']]);
    const { rows } = await world.pool.query('SELECT trim_scale(mark)::text AS mark FROM orders.lane');
    expect(rows).toEqual([{ mark: '77' }]);
    for (const waitMs of [10_000, 60_000, 60_000]) {
      world.nowMs += waitMs;
      later!.atReconnect();
      await later!.idle();
    }
    expect((await differed()).at(-1)).toEqual(['position-adjusted', '0', '-2']);
    const resume = new HaltTrading({ userId: 'u-1', halted: false });
    expect(await world.haltTrading.execute(resume)).toEqual({ halted: false, changed: true });
  });

  test('the first order where something is held that the books do not know is denied', async () => {
    await keep();
    world.venue.positions = [{ symbol: SYMBOL, side: 'short', size: '2', ...PRICES }];
    await loseTime();
    await beginAnew();
    await world.apply([place('a', limit('sell', '99', '1'))]);
    expect(await world.statuses()).toEqual(['a denied position-differs']);
    expect(world.venue.operations).toEqual([]);
  });

  test('accounts of which nothing is left are looked at, too', async () => {
    await keep();
    await world.apply([place('a', limit('buy', '90', '1'))]);
    const lost = world.idOf('a');
    world.venue.positions = [{ symbol: SYMBOL, side: 'short', size: '2', ...PRICES }];
    await loseTime();
    await beginAnew();
    expect(await differed()).toEqual([
      ['unknown-order', null, lost],
      ['position', '0', '-2'],
    ]);
  });
});
