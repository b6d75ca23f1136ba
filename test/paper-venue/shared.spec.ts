import fc from 'fast-check';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { tellPhase } from '../../src/modules/exchange/application/paper/tell-phase.js';
import { POOL_LIMITS } from '../../src/shared/platform/persistence/database.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';
import { candlesOf, ListFeed, PERPETUAL, Stage, type Ohlc } from './stage.js';

const FLAT: Ohlc = ['60000', '60000', '60000', '60000'];
const minutes = (count: number) => new ListFeed(candlesOf(Array.from({ length: count }, () => FLAT)));

describe('a paper venue that several processes share', () => {
  let database: TestDatabase;
  const stages: Stage[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
    await database.drop();
  });

  const begin = async (share: 'alone' | 'tells' | 'guest', count = 200): Promise<Stage> => {
    const stage = new Stage(database.url, minutes(count), share);
    stages.push(stage);
    await stage.venue.prepare();
    return stage;
  };

  test('what a guest opens and prepares is known where the feed is, with the next thing done there', async () => {
    const [teller, guest] = [await begin('tells'), await begin('guest')];
    await guest.openAccount('a');
    await guest.prepare('a', PERPETUAL);
    expect(await teller.books()).toMatchObject({ a: { books: [expect.anything()] } });
    await teller.venue.take(tellPhase);
    expect(await guest.books()).toEqual(await teller.books());
  });

  test('a guest that works while the market moves loses no change, and stops nobody', async () => {
    const [teller, guest] = [await begin('tells'), await begin('guest')];
    const done = { over: false };
    const market = (async () => {
      let steps = 0;
      for (; !done.over && steps < 190; steps += 1) await teller.venue.take(tellPhase);
      return steps;
    })();
    for (let count = 0; count < 12; count += 1) {
      await guest.openAccount(`account ${count}`);
      if (count % 3 === 0) await guest.prepare(`account ${count}`, PERPETUAL);
    }
    done.over = true;
    expect(await market).toBeGreaterThan(0);
    const known = await teller.books();
    expect(Object.keys(known)).toHaveLength(12);
    expect(Object.values(known).filter(({ books }) => books.length === 1)).toHaveLength(4);
    expect(await guest.books()).toEqual(known);
  });

  test('of more work at once than a guest has connections, none waits with what another needs', async () => {
    const [teller, guest] = [await begin('tells'), await begin('guest')];
    const names = Array.from({ length: 3 * POOL_LIMITS.trade }, (_, index) => `account ${index}`);
    const opened = Promise.all(names.map((name) => guest.openAccount(name)));
    for (let step = 0; step < 20; step += 1) await teller.venue.take(tellPhase);
    await opened;
    expect(Object.keys(await teller.books()).sort()).toEqual([...names].sort());
  });

  test('a guest is answered about accounts as they are at one moment, however fast the market moves', async () => {
    const [teller, guest] = [await begin('tells'), await begin('guest')];
    for (const name of ['a', 'b']) {
      await teller.openAccount(name);
      await teller.prepare(name, PERPETUAL);
    }
    const market = (async () => {
      for (let step = 0; step < 60; step += 1) await teller.venue.take(tellPhase);
    })();
    const questions = Array.from({ length: 3 * POOL_LIMITS.trade }, () =>
      guest.venue.answer(async ({ accounts }) => accounts.all.map(({ id }) => id), { accountIds: ['b'] }),
    );
    expect(new Set((await Promise.all(questions)).flat())).toEqual(new Set(['b']));
    await market;
    const { step } = teller.venue.position!;
    expect(await guest.venue.answer(async ({ position }) => position.step)).toBe(step);
    expect(guest.venue.position).toMatchObject({ step });
  });

  test('who asks a guest waits neither for what it changes just now nor for who is alone with the venue', async () => {
    const [teller, guest] = [await begin('tells'), await begin('guest')];
    await teller.openAccount('a');
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const long = guest.venue.take(() => finished);
    const read = await teller.feeds.alone('paper', () =>
      guest.venue.answer(async ({ accounts }) => accounts.all.map(({ id }) => id)),
    );
    expect(read).toEqual(['a']);
    finish();
    await long;
  });

  test('a guest reads where the feed stands', async () => {
    const [teller, guest] = [await begin('tells'), await begin('guest')];
    await teller.venue.take(tellPhase);
    await guest.venue.look();
    expect(guest.venue.position).toEqual(teller.venue.position);
  });

  test.each(['alone', 'tells'] as const)(
    'a second process that steps the feed tells the step after that of the first (%s)',
    async (share) => {
      const [first, second] = [await begin(share), await begin(share)];
      for (const stage of [first, second, second, first]) await stage.venue.take(tellPhase);
      expect((await first.told(-1)).map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    },
  );

  test.each([
    ['alone', 'guest'],
    ['tells', 'tells'],
    ['tells', 'guest'],
  ] as const)(
    'whichever of two processes takes orders and steps (%s, %s), each order fills at the next open',
    async (...shares) => {
      // A guest takes orders and does not step.
      const move = fc.record({ who: fc.nat(1), step: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 14 }), async (moves) => {
          const two = [await begin(shares[0]), await begin(shares[1])];
          await two[0]!.openAccount('a');
          await two[0]!.prepare('a', PERPETUAL);
          // Without a candle there is no price yet.
          await two[0]!.venue.take(tellPhase);
          let number = 0;
          const buy = (stage: Stage) =>
            stage.desk.submit({
              ...{ accountId: 'a', symbol: PERPETUAL, deadline: epochMs(8e15) },
              operations: [
                {
                  ...{
                    op: 'place',
                    clientOrderId: `o${(number += 1)}`,
                    leg: 'entry',
                    cycle: 1,
                    reason: 'test',
                  },
                  ...{
                    order: { type: 'market', side: 'buy', reduceOnly: false, size: '0.01' },
                    replaces: null,
                  },
                },
              ],
            });
          for (const { who, step } of moves) {
            const stage = two[who]!;
            if (step && stage.share !== 'guest') await stage.venue.take(tellPhase);
            else expect(await buy(stage)).toMatchObject([{ outcome: 'accepted' }]);
          }
          for (let step = 0; step < 2 * number + 3; step += 1) await two[0]!.venue.take(tellPhase);
          const told = (await two[0]!.told(-1)).flatMap((record) =>
            record.type === 'executions' ? record.data.executions : [],
          );
          expect(told.filter(({ kind }) => kind === 'filled')).toHaveLength(number);
          expect(told.filter(({ kind }) => kind !== 'filled' && kind !== 'funding')).toEqual([]);
          // Rows that do not belong to where the feed stands are refused when they are read.
          const third = await begin('alone');
          expect(await third.books()).toEqual(await two[0]!.books());
          await third.rows(
            'TRUNCATE exchange.feed, exchange.account, exchange.client_order, exchange.outbox CASCADE',
          );
          for (const stage of stages.splice(0)) await stage.close();
        }),
        { numRuns: 8 },
      );
    },
  );

  test.each(['alone', 'tells'] as const)(
    'steps that a killed server has lost are told again (%s)',
    async (share) => {
      const teller = await begin(share);
      await teller.venue.take(tellPhase);
      const rows = await teller.rows('SELECT * FROM exchange.feed');
      for (let step = 0; step < 3; step += 1) await teller.venue.take(tellPhase);
      const before = teller.venue.position!.step;
      await teller.rows(
        `UPDATE exchange.feed f SET row = k.row, memory = k.memory, phase = k.phase, step = k.step, market_time = k.market_time,
         changes = k.changes FROM jsonb_populate_recordset(NULL::exchange.feed, $1) k WHERE k.venue = f.venue`,
        [JSON.stringify(rows)],
      );
      for (let step = 0; step < 3; step += 1) await teller.venue.take(tellPhase);
      expect(teller.venue.position!.step).toBe(before);
    },
  );
});
