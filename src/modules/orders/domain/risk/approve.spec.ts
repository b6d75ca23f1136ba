import fc from 'fast-check';
import { money, ZERO_MONEY, type Money } from '../../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import type { WireOrder } from '../../../../shared/pure/strategy/wire-order.js';
import { afterCancelling, afterPlacing } from '../facts-after.js';
import { approve, type ApprovedOrder, type RiskFacts, type Wish } from './approve.js';
import { DEFAULT_LIMITS, limitsInForce, marketDay, NOTHING_CHOSEN } from './limits.js';

const PERPETUAL = 'BTC/USDT:USDT';
const SPOT = 'BTC/USDT';
const GATE = { wanted: 4, is: { epoch: 4, open: true } };
const CLOSED = { wanted: 4, is: { epoch: 4, open: false } };

const facts = (changed: Partial<RiskFacts> = {}): RiskFacts => ({
  limits: {
    ...DEFAULT_LIMITS,
    maxOrderNotional: money('1000'),
    maxPositionNotional: money('2500'),
    maxDailyLoss: money('100'),
    maxLeverage: 5,
    maxOrdersPerDay: 3,
  },
  halted: false,
  accountHalt: null,
  laneHalt: null,
  instance: { halt: null, cooldownUntil: null },
  undecided: 0,
  elsewhere: ZERO_MONEY,
  ordersToday: 0,
  position: ZERO_MONEY,
  short: ZERO_MONEY,
  resting: { buy: ZERO_MONEY, sell: ZERO_MONEY },
  waitingExposure: ZERO_MONEY,
  ...changed,
});

const wish = (order: WireOrder, changed: Partial<Wish> = {}): Wish => ({
  symbol: PERPETUAL,
  order,
  markPrice: '100',
  leverage: 5,
  gate: GATE,
  at: epochMs(1_700_000_000_000),
  ...changed,
});

const buy = (size: string): WireOrder => ({ type: 'market', side: 'buy', reduceOnly: false, size });
const sell = (size: string): WireOrder => ({ type: 'market', side: 'sell', reduceOnly: false, size });
const limit = (price: string, size: string): WireOrder => ({
  ...{ type: 'limit', side: 'buy', reduceOnly: false },
  ...{ price, size },
});

function denial(result: ReturnType<typeof approve>): { code: string; details: object } {
  if (result.ok) throw new Error('approved');
  return result.error;
}

function exposureOf(result: ReturnType<typeof approve>): Money {
  if (!result.ok) throw new Error(result.error.code);
  return result.value.exposure;
}

describe('approving an order', () => {
  test('up to each limit is allowed and one step beyond it is denied, with the numbers', () => {
    expect(exposureOf(approve(wish(buy('10')), facts()))).toBe(money('1000'));
    expect(denial(approve(wish(buy('10.0001')), facts()))).toEqual({
      code: 'order-above-limit',
      details: { value: '1000.01', limit: '1000' },
    });
    expect(approve(wish(buy('1'), { leverage: 5 }), facts()).ok).toBe(true);
    expect(denial(approve(wish(buy('1'), { leverage: 6 }), facts()))).toEqual({
      code: 'leverage-above-limit',
      details: { value: '6', limit: '5' },
    });
    expect(approve(wish(buy('1')), facts({ ordersToday: 2 })).ok).toBe(true);
    expect(denial(approve(wish(buy('1')), facts({ ordersToday: 3 })))).toEqual({
      code: 'max-orders',
      details: { value: '4', limit: '3' },
    });
  });

  test('counts what is held and what waits, an unresolved order like any other', () => {
    const held = facts({ position: money('10'), waitingExposure: money('600') });
    expect(approve(wish(buy('9')), held).ok).toBe(true);
    expect(denial(approve(wish(buy('9.01')), held))).toEqual({
      code: 'position-above-limit',
      details: {
        symbol: PERPETUAL,
        ...{ value: '2501', limit: '2500', held: '1000', waiting: '600', order: '901' },
      },
    });
  });

  test('in hedge mode an order on the other side adds, and both positions count', () => {
    const hedge: WireOrder = { ...sell('4'), positionSide: 'short' };
    const long = facts({ position: money('10') });
    expect(exposureOf(approve(wish(sell('4')), long))).toBe(0n);
    expect(exposureOf(approve(wish(hedge), long))).toBe(money('400'));
    expect(denial(approve(wish(hedge), { ...long, halted: true })).code).toBe('kill-switch');
    expect(approve(wish({ ...hedge, reduceOnly: true }), { ...long, halted: true }).ok).toBe(true);
    // A long of 18 and a short of 6: 12 net, 24 in all.
    const both = facts({ position: money('12'), short: money('6') });
    expect(exposureOf(approve(wish({ ...sell('1'), positionSide: 'short' }), both))).toBe(money('100'));
    expect(denial(approve(wish({ ...sell('1.01'), positionSide: 'short' }), both))).toMatchObject({
      details: { held: '2400', value: '2501' },
    });
  });

  test('a limit order counts at its own price, a market order at the last one', () => {
    expect(exposureOf(approve(wish(limit('90', '2')), facts()))).toBe(money('180'));
    expect(exposureOf(approve(wish(buy('2')), facts()))).toBe(money('200'));
  });

  test('the kill switch and a halted account stop what adds', () => {
    expect(denial(approve(wish(buy('1')), facts({ halted: true }))).code).toBe('kill-switch');
    expect(denial(approve(wish(buy('1')), facts({ accountHalt: 'daily-loss' }))).code).toBe('daily-loss');
  });

  test('a gate that has moved on stops everything, a closed one what adds, a missing one everything', () => {
    const moved = { wanted: 4, is: { epoch: 5, open: true } };
    const stop: WireOrder = {
      ...{ type: 'stop-market', side: 'sell', reduceOnly: true },
      price: '90',
      size: '1',
      trail: null,
    };
    expect(denial(approve(wish(stop, { gate: moved }), facts()))).toEqual({
      code: 'gate-moved',
      details: { epoch: '4', gate: '5' },
    });
    expect(denial(approve(wish(buy('1'), { gate: CLOSED }), facts())).code).toBe('gate-closed');
    expect(approve(wish(stop, { gate: CLOSED }), facts()).ok).toBe(true);
    expect(denial(approve(wish(buy('1'), { gate: { wanted: 4, is: null } }), facts())).code).toBe('no-gate');
  });

  const exits: readonly [string, WireOrder, Partial<Wish>, Partial<RiskFacts>][] = [
    ['a reduce-only order', { ...sell('500'), reduceOnly: true }, {}, {}],
    [
      'a whole-bot trigger',
      {
        ...{ type: 'trigger', side: 'sell', reduceOnly: false },
        price: '90',
        direction: 'below',
        action: 'close',
      },
      {},
      {},
    ],
    ['what spot sells', sell('500'), { symbol: SPOT }, {}],
    ['a market order against the position', sell('500'), {}, { position: money('500') }],
    ['the same against a short one', buy('500'), {}, { position: money('-500') }],
  ];
  test.each(exits)(
    '%s passes a closed gate, the kill switch, a halt and every limit',
    (_, order, asked, held) => {
      const worst = facts({ halted: true, accountHalt: 'max-orders', ordersToday: 9_999, ...held });
      expect(exposureOf(approve(wish(order, { gate: CLOSED, leverage: 125, ...asked }), worst))).toBe(
        ZERO_MONEY,
      );
    },
  );

  test('an order against the position adds with what goes beyond it, and with what others close already', () => {
    const long = { position: money('3') };
    expect(exposureOf(approve(wish(sell('5')), facts(long)))).toBe(money('200'));
    const resting = { buy: ZERO_MONEY, sell: money('2') };
    expect(exposureOf(approve(wish(sell('5')), facts({ ...long, resting })))).toBe(money('400'));
  });

  test('several orders of one command cannot pass together what one could not', () => {
    const orders = Array.from({ length: 6 }, () => limit('100', '9'));
    let now = facts();
    const verdicts = orders.map((order) => {
      const verdict = approve(wish(order), now);
      if (verdict.ok) now = afterPlacing(now, verdict.value);
      return verdict.ok ? 'approved' : verdict.error.code;
    });
    expect(verdicts).toEqual([
      ...['approved', 'approved', 'position-above-limit', 'position-above-limit'],
      ...['position-above-limit', 'position-above-limit'],
    ]);
    expect(now.waitingExposure).toBe(money('1800'));
  });

  test('a cancelled order no longer stands in the way of an exit, but goes on counting until the venue confirms', () => {
    const grid = facts({
      position: money('5'),
      resting: { buy: ZERO_MONEY, sell: money('5') },
      waitingExposure: money('500'),
    });
    const stopping = afterCancelling(grid, 'sell', money('5'));
    expect(exposureOf(approve(wish(sell('5'), { gate: CLOSED }), stopping))).toBe(ZERO_MONEY);
    expect(stopping.waitingExposure).toBe(money('500'));
  });

  test('however many orders are asked for, exposure never passes the cap', () => {
    const order = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      size: fc.integer({ min: 1, max: 120 }).map((tenths) => String(tenths / 10)),
    });
    const position = fc.integer({ min: -200, max: 200 }).map((tenths) => money(String(tenths / 10)));
    fc.assert(
      fc.property(position, fc.array(order, { maxLength: 12 }), (held, orders) => {
        let now = facts({ position: held, limits: { ...facts().limits, maxOrdersPerDay: 99 } });
        const heldValue = held < 0n ? held * -100n : held * 100n;
        for (const { side, size } of orders) {
          const verdict = approve(wish({ type: 'market', side, reduceOnly: false, size }), now);
          if (!verdict.ok) continue;
          if (verdict.value.exposure > 0n)
            expect(heldValue + now.waitingExposure + verdict.value.exposure).toBeLessThanOrEqual(
              money('2500'),
            );
          now = afterPlacing(now, verdict.value);
        }
      }),
    );
  });

  test('an order that cannot be valued is denied, not waved through', () => {
    expect(denial(approve(wish(buy('1'), { markPrice: 'NaN' }), facts())).code).toBe('cannot-be-valued');
    expect(denial(approve(wish(buy('1e3')), facts())).code).toBe('cannot-be-valued');
  });

  test('what nobody has approved cannot be passed off as approved', () => {
    // @ts-expect-error the brand has no name outside its file
    const forged: ApprovedOrder = { order: buy('1'), exposure: ZERO_MONEY };
    expect(forged).toBeDefined();
  });
});

describe('what stands before the caps', () => {
  const at = epochMs(1_700_000_000_000);

  test('an instance that has lost too much or rests opens nothing, and closes as ever', () => {
    const halted = facts({ instance: { halt: 'drawdown', cooldownUntil: null } });
    expect(denial(approve(wish(buy('1')), halted)).code).toBe('instance-drawdown');
    const resting = facts({ instance: { halt: null, cooldownUntil: epochMs(at + 1) } });
    expect(denial(approve(wish(buy('1'), { at }), resting))).toEqual({
      code: 'cooldown',
      details: { until: '2023-11-14T22:13:20.001Z' },
    });
    expect(approve(wish(buy('1'), { at: epochMs(at + 1) }), resting).ok).toBe(true);
    const close: WireOrder = { type: 'market', side: 'sell', reduceOnly: true, size: '1' };
    expect(approve(wish(close), halted).ok && approve(wish(close, { at }), resting).ok).toBe(true);
  });

  test('an order that needs a person, or a position that differs, holds back what adds', () => {
    expect(denial(approve(wish(buy('1')), facts({ undecided: 2 })))).toEqual({
      code: 'unresolved-order',
      details: { orders: '2' },
    });
    const differs = facts({ laneHalt: 'position-differs' });
    expect(denial(approve(wish(buy('1')), differs)).code).toBe('position-differs');
  });

  test('a price far through the market is denied, one far on the waiting side is not', () => {
    const sellAt = (price: string): WireOrder => ({
      ...{ type: 'limit', side: 'sell', reduceOnly: false, price, size: '1' },
    });
    expect(approve(wish(limit('110', '1')), facts()).ok).toBe(true);
    expect(denial(approve(wish(limit('110.01', '1')), facts()))).toEqual({
      code: 'price-out-of-band',
      details: { price: '110.01', markPrice: '100', limit: '10%' },
    });
    expect(approve(wish(limit('1', '1')), facts()).ok).toBe(true);
    expect(approve(wish(sellAt('90')), facts()).ok).toBe(true);
    expect(denial(approve(wish(sellAt('89.99')), facts())).code).toBe('price-out-of-band');
  });

  test('everything that an account holds and wants of instruments quoted alike counts together', () => {
    const limits = { ...facts().limits, maxAccountNotional: money('3000') };
    const elsewhere = money('2500');
    expect(approve(wish(buy('5')), facts({ limits, elsewhere })).ok).toBe(true);
    expect(denial(approve(wish(buy('5.01')), facts({ limits, elsewhere })))).toEqual({
      code: 'account-above-limit',
      details: { value: '3001', limit: '3000', elsewhere: '2500', order: '501' },
    });
  });
});

describe('risk limits', () => {
  test('that nobody has set are the default caps, never no cap', () => {
    expect(limitsInForce(NOTHING_CHOSEN, 'USDT')).toEqual(DEFAULT_LIMITS);
    expect(limitsInForce({ ...NOTHING_CHOSEN, maxLeverage: 3 }, 'USDT')).toEqual({
      ...DEFAULT_LIMITS,
      maxLeverage: 3,
    });
  });

  test('have defaults of the right size in every quote currency, and what is set is taken as it is', () => {
    const inKrw = limitsInForce({ ...NOTHING_CHOSEN, maxOrderNotional: money('5000000') }, 'KRW');
    expect(inKrw.maxOrderNotional).toBe(money('5000000'));
    expect(inKrw.maxDailyLoss).toBe(money('1000000'));
    expect(inKrw.maxLeverage).toBe(20);
    expect(limitsInForce(NOTHING_CHOSEN, 'BTC').maxOrderNotional).toBe(money('0.1'));
  });

  test('of a currency that nobody has heard of are as small as those of the dearest', () => {
    fc.assert(
      fc.property(fc.string(), (quote) => {
        const { maxOrderNotional, maxDailyLoss } = limitsInForce(NOTHING_CHOSEN, `x${quote}`);
        expect([maxOrderNotional, maxDailyLoss]).toEqual([money('0.1'), money('0.01')]);
      }),
    );
  });

  test('count by days of market time that begin at 00:00 UTC', () => {
    expect(marketDay(Date.UTC(2025, 4, 1))).toBe(marketDay(Date.UTC(2025, 4, 1, 23, 59, 59, 999)));
    expect(marketDay(Date.UTC(2025, 4, 2))).toBe(marketDay(Date.UTC(2025, 4, 1)) + 1);
  });
});
