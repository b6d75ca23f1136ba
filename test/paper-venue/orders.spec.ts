import type {
  OperationOutcome,
  VenueOperation,
} from '../../src/modules/exchange/contracts/commands/submit-orders.command.js';
import { factsOf, stateOf } from '../../src/modules/exchange/application/paper/account-views.js';
import { tellPhase } from '../../src/modules/exchange/application/paper/tell-phase.js';
import { runInScope } from '../../src/shared/platform/telemetry/scope.js';
import type { WireOrder } from '../../src/shared/pure/strategy/wire-order.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';
import { candlesOf, ListFeed, PERPETUAL, SPOT, Stage, START, type Ohlc } from './stage.js';

const FLAT: Ohlc = ['60000', '60000', '60000', '60000'];
const NEVER = epochMs(8e15);

type PlaceOptions = Partial<Extract<VenueOperation, { op: 'place' }>>;

const place = (clientOrderId: string, order: WireOrder, options: PlaceOptions = {}): VenueOperation => ({
  ...{ op: 'place', clientOrderId, order, leg: clientOrderId, cycle: 1, reason: 'test', replaces: null },
  ...options,
});
const cancel = (clientOrderId: string): VenueOperation => ({ op: 'cancel', clientOrderId });
const market = (side: 'buy' | 'sell', size = '0.01'): WireOrder => ({
  ...{ type: 'market', side, reduceOnly: false, size },
});
const limit = (side: 'buy' | 'sell', price: string, size = '0.01'): WireOrder => ({
  ...{ type: 'limit', side, reduceOnly: false, price, size },
});
const stop = (price: string): WireOrder => ({
  ...{ type: 'stop-market', side: 'sell', reduceOnly: true, price, size: '0.01', trail: null },
});

describe('orders on the paper venue', () => {
  let database: TestDatabase;
  let stage: Stage;

  beforeEach(async () => {
    database = await createTestDatabase();
    stage = new Stage(database.url, new ListFeed(candlesOf(Array.from({ length: 9 }, () => FLAT))));
    await stage.openAccount('a');
    await stage.prepare('a', PERPETUAL, 5);
    await stage.venue.take(tellPhase);
  });
  afterEach(async () => {
    await stage.close();
    await database.drop();
  });

  const submit = (operations: readonly VenueOperation[], symbol = PERPETUAL, deadline = NEVER) =>
    stage.desk.submit({ accountId: 'a', symbol, operations, deadline });

  const closeNext = async (): Promise<void> => {
    while ((await stage.venue.take(tellPhase))?.phase !== 'close');
  };

  const said = (outcomes: readonly OperationOutcome[]): readonly string[] =>
    outcomes.map(({ outcome, code }) => (code === null ? outcome : `${outcome} ${code}`));

  const executions = async (): Promise<readonly string[]> =>
    (await stage.told(-1)).flatMap((record) =>
      record.type !== 'executions'
        ? []
        : record.data.executions.map((execution) =>
            [
              execution.kind,
              'clientOrderId' in execution ? execution.clientOrderId : '',
              'code' in execution ? execution.code : '',
            ].join(' '),
          ),
    );

  it('are answered in order, and one that is refused does not stop those after it', async () => {
    const outcomes = await submit([
      place('one', limit('buy', '59000')),
      place('odd', limit('buy', '59000.05')),
      place('fine', limit('buy', '59000.123')),
      place('tiny', limit('buy', '59000', '0.00005')),
      place('huge', market('buy', '9')),
      place('vast', limit('buy', '59000', '99999999999999999999')),
      place('words', limit('buy', 'much', '0.01')),
      cancel('one'),
      cancel('nobody'),
    ]);
    expect(said(outcomes)).toEqual([
      'accepted',
      'rejected invalid-price',
      'rejected invalid-price',
      'rejected invalid-size',
      'rejected insufficient-margin',
      'rejected invalid-size',
      'rejected invalid-price',
      'cancelled',
      'not-found',
    ]);
    expect(outcomes[0]!.venueOrderId).toBe('a/BTC/USDT:USDT/order-1');
    expect(outcomes[1]!.details).toEqual({ price: '59000.05' });
    expect(outcomes[4]!.details).toEqual({ needed: '108270', available: '10000' });
    expect(await executions()).toEqual(['cancelled one asked']);
  });

  it('are never placed twice: not at once, not later, not after they have ended, not by another start', async () => {
    const order = place('entry', market('buy'));
    const [first, second] = await Promise.all([submit([order]), submit([order])]);
    expect(said([...first, ...second])).toEqual(['accepted', 'duplicate']);
    expect(second[0]).toMatchObject({
      venueOrderId: first[0]!.venueOrderId,
      details: { symbol: PERPETUAL, status: 'open' },
    });
    await closeNext();
    const again = new Stage(database.url, stage.feed);
    try {
      const data = { accountId: 'a', symbol: PERPETUAL, operations: [order], deadline: NEVER };
      expect((await again.desk.submit(data))[0]).toMatchObject({
        outcome: 'duplicate',
        details: { status: 'filled' },
      });
    } finally {
      await again.close();
    }
    await closeNext();
    expect(await executions()).toEqual(['filled entry ']);
  });

  it('that were refused stay refused under their id', async () => {
    const refused = await submit([place('take-profit', { ...limit('sell', '61000'), reduceOnly: true })]);
    await submit([place('entry', market('buy'))]);
    await closeNext();
    expect(said(refused)).toEqual(['rejected nothing-to-reduce']);
    expect(await submit([place('take-profit', { ...limit('sell', '61000'), reduceOnly: true })])).toEqual(
      refused,
    );
  });

  it('are cancelled once, however often it is asked; what has filled is not found', async () => {
    await submit([place('far', limit('buy', '50000')), place('entry', market('buy'))]);
    await closeNext();
    expect(said(await submit([cancel('far'), cancel('far'), cancel('entry')]))).toEqual([
      ...['cancelled', 'cancelled', 'not-found'],
    ]);
    expect((await submit([cancel('entry')]))[0]!.details).toEqual({ status: 'filled' });
    expect(said(await submit([cancel('far')]))).toEqual(['cancelled']);
    expect(await executions()).toEqual(['filled entry ', 'cancelled far asked']);
  });

  it('take the place of others, which is told as a cancellation', async () => {
    await submit([place('entry', market('buy'))]);
    await closeNext();
    await submit([place('stop-1', stop('59000'))]);
    const outcomes = await submit([place('stop-2', stop('59500'), { replaces: 'stop-1' })]);
    expect(said(outcomes)).toEqual(['accepted']);
    expect(await executions()).toEqual(['filled entry ', 'cancelled stop-1 replaced']);
    const { openOrders } = await stage.venue.take(async ({ accounts }) => stateOf(accounts.find('a')!));
    expect(openOrders).toEqual([
      {
        ...{ symbol: PERPETUAL, clientOrderId: 'stop-2', type: 'stop-market', side: 'sell' },
        ...{ price: '59500', size: '0.01' },
      },
    ]);
  });

  it('are not taken after their deadline, on an unknown account or on a book that nobody prepared', async () => {
    const order = place('late', limit('buy', '59000'));
    expect(said(await submit([order, cancel('late')], PERPETUAL, epochMs(START)))).toEqual([
      ...['rejected deadline-passed', 'not-found'],
    ]);
    expect(said(await submit([order], SPOT))).toEqual(['rejected instrument-not-prepared']);
    const elsewhere = { accountId: 'nobody', symbol: PERPETUAL, operations: [order], deadline: NEVER };
    expect(said(await stage.desk.submit(elsewhere))).toEqual(['rejected unknown-account']);
    // Nothing of it is remembered: the id is still free.
    expect(said(await submit([order]))).toEqual(['accepted']);
  });

  it('of several owners share a book: a trigger cancels those of its own', async () => {
    const trigger: WireOrder = {
      ...{ type: 'trigger', side: 'sell', reduceOnly: false, price: '60000' },
      ...{ direction: 'below', action: 'cancel' },
    };
    await submit([
      place('mine', limit('buy', '50000'), { owner: 'me' }),
      place('yours', limit('buy', '50000'), { owner: 'you' }),
      place('guard', trigger, { owner: 'me' }),
    ]);
    await closeNext();
    expect(await executions()).toEqual(['triggered guard ', 'cancelled mine triggered']);
  });

  it('that come together are committed together, each report in the scope of its own request', async () => {
    for (const id of ['b', 'c', 'd']) {
      await stage.openAccount(id);
      await stage.prepare(id, PERPETUAL);
    }
    const before = stage.unitOfWork.commits;
    const all = await Promise.all(
      ['a', 'b', 'c', 'd'].map((accountId) =>
        runInScope({ correlationId: `why ${accountId}`, userId: 'somebody else' }, () =>
          stage.desk.submit({
            ...{ accountId, symbol: PERPETUAL, deadline: NEVER },
            operations: [place('x', limit('buy', '50000')), cancel('x')],
          }),
        ),
      ),
    );
    expect(all.map(said)).toEqual(Array.from({ length: 4 }, () => ['accepted', 'cancelled']));
    expect(stage.unitOfWork.commits - before).toBe(1);
    const { rows } = await stage.database
      .pool('trade')
      .query(
        `SELECT key, correlation_id, user_id, step FROM exchange.outbox WHERE step = 1 AND key <> 'paper' ORDER BY 1`,
      );
    expect(rows).toEqual(
      ['a', 'b', 'c', 'd'].map((id) => ({
        ...{ key: `${id} ${PERPETUAL}`, correlation_id: `why ${id}`, user_id: `user of ${id}`, step: '1' },
      })),
    );
  });

  it('whose commit fails are unknown to the asker, and the books go on from the rows', async () => {
    stage.unitOfWork.before = () => {
      throw new Error('the database is away');
    };
    await expect(submit([place('entry', market('buy'))])).rejects.toThrow('the database is away');
    stage.unitOfWork.before = () => undefined;
    const { openOrders } = await stage.venue.take(async ({ accounts }) => stateOf(accounts.find('a')!));
    expect(openOrders).toEqual([]);
    expect(said(await submit([place('entry', market('buy'))]))).toEqual(['accepted']);
  });
});

describe('paper accounts', () => {
  let database: TestDatabase;
  let stage: Stage;

  beforeEach(async () => {
    database = await createTestDatabase();
    const rows: readonly Ohlc[] = [FLAT, FLAT, ['60000', '60000', '60000', '61000'], FLAT, FLAT];
    stage = new Stage(database.url, new ListFeed(candlesOf(rows)));
  });
  afterEach(async () => {
    await stage.close();
    await database.drop();
  });

  it('are opened once, and the first stays as it is', async () => {
    expect(await stage.openAccount('a', '500.25')).toEqual({ accountId: 'a', opened: true });
    expect(await stage.openAccount('a', '9', 'somebody else')).toEqual({ accountId: 'a', opened: false });
    await expect(stage.openAccount('b', '1e9')).rejects.toThrow(RangeError);
    await expect(stage.openAccount('b', '-1')).rejects.toThrow(RangeError);
    const again = new Stage(database.url, stage.feed);
    try {
      const views = await again.venue.take(async ({ accounts }) => accounts.all.map(({ view }) => view));
      expect(views).toEqual([
        {
          ...{ id: 'a', userId: 'user of a', venue: 'paper', label: 'a', environment: 'paper' },
          positionMode: 'one-way',
          createdAt: START,
        },
      ]);
      expect((await again.books()).a!.cash).toBe('500250000000000000000');
    } finally {
      await again.close();
    }
  });

  it('prepare instruments: terms are set while flat and refused with an open position', async () => {
    await stage.openAccount('a');
    expect(await stage.prepare('a', PERPETUAL, 5, 'cross')).toEqual({
      ok: true,
      value: { leverage: 5, marginMode: 'cross', makerRate: '0.0002', takerRate: '0.0005' },
    });
    const commits = stage.unitOfWork.commits;
    expect((await stage.prepare('a', PERPETUAL, 5, 'cross')).ok).toBe(true);
    expect(stage.unitOfWork.commits).toBe(commits);
    expect(await stage.prepare('a', PERPETUAL, 7)).toMatchObject({ ok: true, value: { leverage: 7 } });
    await stage.venue.take(tellPhase);
    const operation = place('entry', market('buy'));
    await stage.desk.submit({ accountId: 'a', symbol: PERPETUAL, operations: [operation], deadline: NEVER });
    await stage.venue.take(tellPhase);
    expect((await stage.prepare('a', PERPETUAL, 7)).ok).toBe(true);
    expect(await stage.prepare('a', PERPETUAL, 8)).toMatchObject({ error: { code: 'position-open' } });
    expect(await stage.prepare('a', PERPETUAL, 7, 'cross')).toMatchObject({
      error: { code: 'position-open' },
    });
  });

  it('refuse what cannot be prepared, and nothing is left of it', async () => {
    await stage.openAccount('a');
    expect(await stage.prepare('b', PERPETUAL)).toMatchObject({ error: { code: 'unknown-account' } });
    expect(await stage.prepare('a', 'ETH/USDT')).toMatchObject({ error: { code: 'unknown-instrument' } });
    expect(await stage.prepare('a', SPOT, 2)).toMatchObject({ error: { code: 'invalid-leverage' } });
    expect(await stage.prepare('a', PERPETUAL, 0)).toMatchObject({ error: { code: 'invalid-leverage' } });
    expect((await stage.books()).a!.books).toEqual([]);
    expect((await stage.prepare('a', SPOT)).ok).toBe(true);
  });

  it('open a book in the middle of a candle that goes on with the others', async () => {
    await stage.openAccount('a');
    await stage.prepare('a', PERPETUAL);
    await stage.venue.take(tellPhase);
    const enter = (symbol: string, id: string) =>
      stage.desk.submit({
        ...{ accountId: 'a', symbol, deadline: NEVER },
        operations: [place(id, market('buy'))],
      });
    await enter(PERPETUAL, 'entry');
    expect((await stage.venue.take(tellPhase))?.phase).toBe('open');
    await stage.prepare('a', SPOT);
    expect(await enter(SPOT, 'coins')).toMatchObject([{ outcome: 'accepted' }]);
    const told = await stage.venue.take(tellPhase);
    expect(told?.phase).toBe('open');
    expect(told?.happenings.map(({ book }) => book.symbol)).toEqual([SPOT]);
    expect((await stage.venue.take(tellPhase))?.phase).toBe('close');
  });

  it('tell equity and cash at the last close, each strategy what it may reckon with', async () => {
    await stage.openAccount('a');
    await stage.prepare('a', PERPETUAL, 5);
    await stage.prepare('a', SPOT);
    const facts = (symbol: string) =>
      stage.venue.take(async ({ accounts }) => factsOf(accounts.find('a')!, symbol));
    expect(await facts(PERPETUAL)).toEqual({ equity: '10000', cash: '10000' });
    await stage.venue.take(tellPhase);
    for (const symbol of [PERPETUAL, SPOT])
      await stage.desk.submit({
        ...{ accountId: 'a', symbol, deadline: NEVER },
        operations: [place(`in ${symbol}`, market('buy', '0.1'))],
      });
    for (let closes = 0; closes < 2;) if ((await stage.venue.take(tellPhase))?.phase === 'close') closes += 1;
    // Two buys of 0.1 at 60012 with 3.0006 of fee each; the close is 61000; 1200.24 is held as margin.
    expect(await facts(SPOT)).toEqual({ equity: '10191.5988', cash: '2891.3588' });
    expect(await facts(PERPETUAL)).toEqual({
      equity: '4091.5988',
      cash: '-2008.4012',
    });
    const state = await stage.venue.take(async ({ accounts }) => stateOf(accounts.find('a')!));
    expect(state.balances).toEqual([
      { currency: 'USDT', total: '4091.5988', free: '2891.3588' },
      { currency: 'BTC', total: '0.1', free: '0.1' },
    ]);
    expect(state.positions).toEqual([
      { symbol: SPOT, side: 'long', size: '0.1', averagePrice: '60012', liquidationPrice: null },
      { symbol: PERPETUAL, side: 'long', size: '0.1', averagePrice: '60012', liquidationPrice: '48250.8' },
    ]);
  });

  it('that idle for long are written now and then, and come back with stops where they trailed to', async () => {
    const rows = Array.from({ length: 1_030 }, (_, index): Ohlc => {
      const price = String(60_000 + index);
      return [price, price, price, price];
    });
    const feed = new ListFeed(candlesOf(rows));
    const first = new Stage(database.url, feed);
    const second = new Stage(database.url, feed);
    try {
      await first.openAccount('a');
      await first.prepare('a', SPOT);
      await first.venue.take(tellPhase);
      const trail = {
        ...{ extreme: '60000', offset: { unit: 'percent', value: '5' }, reason: 'trailing', armedBy: 'x' },
      } as const;
      await first.desk.submit({
        ...{ accountId: 'a', symbol: SPOT, deadline: NEVER },
        operations: [place('entry', market('buy'))],
      });
      expect((await first.venue.take(tellPhase))?.phase).toBe('open');
      await first.desk.submit({
        ...{ accountId: 'a', symbol: SPOT, deadline: NEVER },
        operations: [place('stop', { ...stop('1'), price: null, trail } as WireOrder)],
      });
      const version = async (): Promise<number> =>
        Number(
          (await first.database.pool('trade').query(`SELECT version FROM exchange.account`)).rows[0].version,
        );
      const written = await version();
      while ((await first.venue.take(tellPhase)) !== null);
      expect(await version()).toBe(written + 1);
      const books = await first.books();
      expect(books.a!.books[0]!.orders[0]).toMatchObject({ extreme: 6_102_900, price: 5_797_755 });
      expect(await second.books()).toEqual(books);
    } finally {
      await first.close();
      await second.close();
    }
  });
});
