import { Draws } from '../kernel/draws.js';
import { ALL_FAULTS, Faults } from '../process/faults.js';
import type { BookOrder, VenueTrade } from './book-order.js';
import { Forgetting, FORGETS_NOTHING, plannedForgetting } from './forgetting.js';

const ended = (atMs: number, filled: bigint, child?: BookOrder['child']): BookOrder =>
  ({
    ...{ symbol: 'BTC/USDT:USDT', filled, end: { status: 'cancelled', code: null, atMs } },
    ...(child !== undefined && { child }),
  }) as BookOrder;
const forgetting = new Forgetting({ unfilledMs: 20, executionsMs: 50 }, 70);

describe('a venue that forgets', () => {
  it('forgets an order that has filled nothing before one that has', () => {
    expect([forgetting.ofOrder(ended(0, 0n), 20), forgetting.ofOrder(ended(0, 0n), 21)]).toEqual([
      false,
      true,
    ]);
    expect([forgetting.ofOrder(ended(0, 1n), 70), forgetting.ofOrder(ended(0, 1n), 71)]).toEqual([
      false,
      true,
    ]);
  });

  it('forgets no trade of spot, nor an order that has made one, and says so', () => {
    const spot = { ...ended(0, 1n), symbol: 'BTC/USDT' };
    const trade = { symbol: 'BTC/USDT', atMs: 0 } as VenueTrade;
    expect([forgetting.ofOrder(spot, 1_000), forgetting.ofTrade(trade, 1_000)]).toEqual([false, false]);
    expect(forgetting.ofOrder({ ...spot, filled: 0n }, 1_000)).toBe(true);
    expect(forgetting.toldTo({ isOfSpot: true })!.executionsMs).toBeGreaterThan(1_000_000_000);
    expect(forgetting.toldTo({ isOfSpot: false })).toEqual({ unfilledMs: 20, executionsMs: 50 });
  });

  it('never forgets what rests, nor a stop whose child has not ended', () => {
    expect(forgetting.ofOrder({ end: null, filled: 0n } as BookOrder, 1_000)).toBe(false);
    expect(forgetting.ofOrder(ended(0, 0n, null), 1_000)).toBe(false);
    const child = { venueOrderId: 'c1', named: false, bornAtMs: 0 } as const;
    expect(forgetting.ofOrder(ended(0, 0n, { ...child, end: null }), 1_000)).toBe(false);
    const end = { status: 'cancelled', code: null, atMs: 900 } as const;
    expect(forgetting.ofOrder(ended(0, 0n, { ...child, end }), 920)).toBe(false);
    expect(forgetting.ofOrder(ended(0, 0n, { ...child, end }), 921)).toBe(true);
  });

  it('lists a trade for a while', () => {
    expect(forgetting.ofTrade({ symbol: 'BTC/USDT:USDT', atMs: 0 } as VenueTrade, 50)).toBe(false);
    expect(forgetting.ofTrade({ symbol: 'BTC/USDT:USDT', atMs: 0 } as VenueTrade, 51)).toBe(true);
    expect(
      FORGETS_NOTHING.ofTrade({ symbol: 'BTC/USDT:USDT', atMs: 0 } as VenueTrade, Number.MAX_SAFE_INTEGER),
    ).toBe(false);
  });

  it('is that of some worlds, with executions that are gone soon only where everybody is away', () => {
    const windows = (isLeft: boolean): (number | null)[] =>
      Array.from({ length: 80 }, (_, seed) => {
        const draws = new Draws(seed);
        const planned = plannedForgetting(draws, new Faults(draws, ALL_FAULTS), isLeft);
        return planned.remembers?.executionsMs ?? null;
      });
    expect(windows(false)).toContain(null);
    const there = windows(false).filter((one) => one !== null);
    const away = windows(true).filter((one) => one !== null);
    expect(there).not.toHaveLength(0);
    expect(Math.max(...away)).toBeLessThan(Math.min(...there));
  });
});
