import fc from 'fast-check';
import { CheckPositions } from '../../src/modules/positions/contracts/queries/check-positions.query.js';
import { CheckPositionsHandler } from '../../src/modules/positions/application/check-positions.handler.js';
import { money } from '../../src/shared/pure/numbers/money.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { formatPrice } from '../../src/modules/positions/domain/index.js';
import { POSITION_INVARIANTS } from '../../src/modules/positions/outbound/position-invariants.js';
import { PgBooks } from '../../src/shared/platform/audit/outbound/pg-books.js';
import {
  funding,
  MIDNIGHT,
  openWorld,
  orderFilled,
  positionAdjusted,
  type FillWords,
  type World,
} from './world.js';

describe('positions folded from records', () => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const fills = (...all: readonly FillWords[]) => world.happens('orders', ...all.map(orderFilled));
  const open = () => world.reads.list('u-1', { state: 'open', after: null, limit: 200 });
  const closed = () => world.reads.list('u-1', { state: 'closed', after: null, limit: 200 });
  const check = (userId = 'u-1') =>
    new CheckPositionsHandler(world.reads).execute(new CheckPositions({ userId }));
  const told = async () =>
    (await world.told()).map(({ type, position: { side, size, realisedPnl } }) =>
      [type.replace(/^positions\.position-|\.v1$/g, ''), side, size, realisedPnl].join(' '),
    );

  it('tells a life from its opening to its end, each with the facts after it', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100', fee: '0.05' });
    await fills({ tradeId: 't2', side: 'buy', size: '2', price: '101', fee: '0.1' });
    await fills({ tradeId: 't3', side: 'sell', size: '3', price: '102', fee: '0.15' });
    expect(await told()).toEqual(['opened long 1 0', 'changed long 3 0', 'closed long 0 4']);
    const [, changed, over] = await world.told();
    expect(changed).toMatchObject({
      correlationId: 'correlation-2',
      fillId: 'fill acc-1 BTC/USDT:USDT t2',
      reason: 'entry',
      position: {
        ...{ userId: 'u-1', accountId: 'acc-1', venue: 'paper', symbol: 'BTC/USDT:USDT' },
        ...{ strategy: 'hyper-rsi', instanceId: 'bot-1', averagePrice: '100.666666666667', fees: '0.15' },
      },
    });
    expect(over!.position).toMatchObject({ fees: '0.3', funding: '0' });
    expect(await open()).toEqual([]);
    expect(await closed()).toHaveLength(1);
  });

  it('closes one position and opens the next when a fill turns it over', async () => {
    await fills(
      { tradeId: 't1', side: 'buy', size: '1', price: '100' },
      { tradeId: 't2', side: 'sell', size: '3', price: '120', fee: '0.3' },
    );
    expect(await told()).toEqual(['opened long 1 0', 'closed long 0 20', 'opened short 2 0']);
    const [short] = await open();
    const [long] = await closed();
    expect(short!.id).not.toBe(long!.id);
    expect(short!.life.fees + long!.life.fees).toBe(3n * 10n ** 17n);
    expect((await check()).differences).toEqual([]);
  });

  it('keeps the two positions of hedge mode apart, of one bot and in whatever size', async () => {
    await fills(
      { tradeId: 't1', side: 'buy', size: '3', price: '100', position: 'long' },
      { tradeId: 't2', side: 'sell', size: '3', price: '110', position: 'short' },
      { tradeId: 't3', side: 'sell', size: '1', price: '120', position: 'long' },
    );
    await world.happens('exchange', funding('b-long', '-0.2', undefined, 'long'));
    await world.happens('exchange', funding('b-short', '0.3', undefined, 'short'));
    await fills({ tradeId: 't4', side: 'buy', size: '3', price: '90', position: 'short' });
    expect(await told()).toEqual([
      ...[
        'opened long 3 0',
        'opened short 3 0',
        'changed long 2 20',
        'changed long 2 20',
        'changed short 3 0',
      ],
      'closed short 0 60',
    ]);
    const [long] = await open();
    const [short] = await closed();
    expect([long!.life.funding, short!.life.funding]).toEqual([money('-0.2'), money('0.3')]);
    expect((await check()).differences).toEqual([]);
  });

  it('takes out at cost what is gone without a fill: once, with nothing made by it, and the fold can be done again', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '3', price: '100', fee: '0.3' });
    await fills({ tradeId: 't2', side: 'sell', size: '1', price: '110' });
    await world.happens('orders', positionAdjusted('gone 1', '-1.5'));
    await world.happens('orders', positionAdjusted('gone 1', '-1.5'));
    await fills({ tradeId: 't3', side: 'buy', size: '1', price: '130' });
    const [position] = await open();
    expect([position!.life.size, position!.life.realised]).toEqual([15n * 10n ** 11n, 10n * 10n ** 24n]);
    expect(formatPrice(position!.life.average)).toBe('120');
    await world.happens('orders', positionAdjusted('gone 2', '-1.5'));
    expect(await told()).toEqual([
      ...['opened long 3 0', 'changed long 2 10', 'changed long 0.5 10', 'changed long 1.5 10'],
      'closed long 0 10',
    ]);
    expect((await world.told()).at(-1)).toMatchObject({ fillId: null, reason: 'adjustment' });
    expect((await check()).differences).toEqual([]);
    const breaches = await new PgBooks(world.pool).breaches(POSITION_INVARIANTS, 'whole');
    expect(breaches).toEqual([]);
    await fills({ tradeId: 't4', side: 'sell', size: '1', price: '90' });
    expect((await told()).at(-1)).toBe('opened short 1 0');
    expect(await new PgBooks(world.pool).breaches(POSITION_INVARIANTS, 'whole')).toEqual([]);
  });

  it('counts a trade once, however often and in whatever message it is told', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100' });
    await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100' });
    expect(await told()).toEqual(['opened long 1 0']);
    // The same number on another account or symbol is another trade.
    await fills({ tradeId: 't1', side: 'buy', size: '2', price: '100', accountId: 'acc-2' });
    await fills({ tradeId: 't1', side: 'buy', size: '3', price: '100', symbol: 'BTC/USDT' });
    expect((await open()).map(({ life }) => life.size).sort()).toEqual(
      [1n, 2n, 3n].map((n) => n * 10n ** 12n),
    );
  });

  it('keeps the positions of two bots, and of a person, on one account and symbol apart', async () => {
    await fills(
      { tradeId: 't1', side: 'buy', size: '1', price: '100', instanceId: 'bot-1' },
      { tradeId: 't2', side: 'sell', size: '2', price: '100', instanceId: 'bot-2' },
      { tradeId: 't3', side: 'buy', size: '3', price: '100', instanceId: null },
    );
    const held = (await open()).map(({ instanceId, strategy, life }) => [instanceId, strategy, life.side]);
    expect(held).toHaveLength(3);
    expect(held).toEqual(
      expect.arrayContaining([
        ['bot-1', 'hyper-rsi', 'long'],
        ['bot-2', 'hyper-rsi', 'short'],
        [null, 'manual', 'long'],
      ]),
    );
  });

  it('divides funding over the holders of the symbol by signed size, once for each bill', async () => {
    await fills(
      { tradeId: 't1', side: 'buy', size: '3', price: '100', instanceId: 'bot-1' },
      { tradeId: 't2', side: 'sell', size: '1', price: '100', instanceId: 'bot-2' },
      { tradeId: 't3', side: 'buy', size: '5', price: '100', symbol: 'BTC/USDT' },
    );
    await world.happens('exchange', funding('bill-1', '-1'));
    await world.happens('exchange', funding('bill-1', '-1'));
    const changes = (await world.told()).filter(({ reason }) => reason === 'funding');
    expect(
      changes.map(({ type, fillId, position }) => [type, fillId, position.instanceId, position.funding]),
    ).toEqual([
      ['positions.position-changed.v1', null, 'bot-1', '-1.5'],
      ['positions.position-changed.v1', null, 'bot-2', '0.5'],
    ]);
    expect(await check()).toEqual({ positions: 3, fills: 3, charges: 2, differences: [] });
  });

  it('lets the position that was closed last bear a bill that comes late', async () => {
    await fills(
      { tradeId: 't1', side: 'buy', size: '1', price: '100' },
      { tradeId: 't2', side: 'sell', size: '1', price: '100' },
    );
    await world.happens('exchange', funding('bill-1', '-0.25'));
    const [position] = await closed();
    expect(position!.life.funding).toBe(-25n * 10n ** 16n);
    expect((await check()).differences).toEqual([]);
  });

  describe('and bills', () => {
    const bill = (billId: string, amount: string, at = MIDNIGHT) => {
      const [one] = funding(billId, amount, at).data.executions;
      return { symbol: 'BTC/USDT:USDT', bill: one as Extract<typeof one, { kind: 'funding' }> };
    };
    const read = (...bills: readonly ReturnType<typeof bill>[]) => ({ bills, readUntil: epochMs(MIDNIGHT) });
    const states = async () =>
      (await world.pool.query('SELECT bill_id, state FROM positions.bill ORDER BY bill_id')).rows.map(
        ({ bill_id, state }) => `${bill_id} ${state}`,
      );

    it('waits with one whose position is not known yet, and books it when its fills have come', async () => {
      await world.happens('exchange', funding('bill-1', '-0.25'));
      expect(await states()).toEqual(['bill-1 waiting']);
      await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100', at: MIDNIGHT - 1 });
      await world.asksFor(read());
      expect(await states()).toEqual(['bill-1 booked']);
      expect((await open())[0]!.life.funding).toBe(money('-0.25'));
    });

    it('does not hold one against a position that was opened after it', async () => {
      await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100', at: MIDNIGHT + 1 });
      await world.happens('exchange', funding('bill-1', '-0.25'));
      expect(await states()).toEqual(['bill-1 waiting']);
      await world.asksFor(read(), 0);
      expect(await states()).toEqual(['bill-1 unclaimed']);
      expect((await open())[0]!.life.funding).toBe(0n);
    });

    it('counts one that the stream has not told once it is asked for, and never again', async () => {
      await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100', at: MIDNIGHT - 1 });
      await world.happens('exchange', funding('bill-1', '-0.25'));
      await world.asksFor(read(bill('bill-1', '-0.25'), bill('bill-2', '0.1')));
      await world.happens('exchange', funding('bill-2', '0.1'));
      expect(await states()).toEqual(['bill-1 booked', 'bill-2 booked']);
      expect((await open())[0]!.life.funding).toBe(money('-0.15'));
      expect((await check()).differences).toEqual([]);
    });

    it('asks one process at a time for an account, and none where no bill can be missed', async () => {
      await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100' });
      expect(await world.bills.claimDue(0, 10)).toMatchObject([{ accountId: 'acc-1', readUntil: MIDNIGHT }]);
      await world.asksFor({ bills: [], readUntil: null });
      expect(await world.bills.claimDue(0, 10)).toEqual([]);
    });

    it('does not guess at the price of a currency', async () => {
      await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100' });
      const one = bill('bill-1', '-0.25');
      const inCoins = { ...one, bill: { ...one.bill, currency: 'BTC' } };
      await expect(world.asksFor(read(inCoins))).rejects.toThrow('has no price');
    });
  });

  it('finds a position that was tampered with', async () => {
    await fills({ tradeId: 't1', side: 'buy', size: '1', price: '100' });
    await world.pool.query('UPDATE positions.position SET fees = 7');
    const [position] = await open();
    expect((await check()).differences).toEqual([
      { positionId: position!.id, field: 'fees', stored: '7', folded: '0' },
    ]);
    expect(await check('u-2')).toEqual({ positions: 0, fills: 0, charges: 0, differences: [] });
  });

  it('stores what folding again gives, whatever fills there are', async () => {
    const words = fc.record({
      side: fc.constantFrom<'buy' | 'sell'>('buy', 'sell'),
      size: fc.integer({ min: 1, max: 99_999_999 }).map((units) => (units / 1e8).toFixed(8)),
      price: fc.integer({ min: 1, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)),
      fee: fc.integer({ min: -500, max: 5_000 }).map((units) => (units / 1e8).toFixed(8)),
      orderId: fc.constantFrom('a', 'b', 'c'),
      instanceId: fc.constantFrom('bot-1', 'bot-2', null),
    });
    const many = fc.array(words, { minLength: 20, maxLength: 60 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(many, async (all) => {
        run += 1;
        const userId = `u-run-${run}`;
        const filled = all.map((one, index) => ({
          ...{ ...one, userId, accountId: `acc-run-${run}`, tradeId: `t${index}` },
          // A bot's id is its own: two users do not share one.
          instanceId: one.instanceId === null ? null : `${one.instanceId}-${run}`,
        }));
        await fills(...filled);
        expect(await check(userId)).toMatchObject({ fills: all.length, differences: [] });
      }),
      { numRuns: 5 },
    );
  });
});
