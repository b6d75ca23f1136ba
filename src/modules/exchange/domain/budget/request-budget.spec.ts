import { RequestBudget, type RequestLimit, type VenueLimits, type VenueRequest } from './index.js';

const ORDERS: RequestLimit['costs'] = { place: 1, cancel: 1 };
const LIMITS: VenueLimits = {
  venue: 'invented',
  limits: [{ name: 'orders', scope: 'account', windowMs: 2_000, most: 20, costs: ORDERS }],
  lateMs: 5_000,
};
const place: VenueRequest = { kind: 'place', times: 1, accountId: 'a', symbol: 'BTC', urgent: false };
const cancel: VenueRequest = { ...place, kind: 'cancel', urgent: true };
const open = (limits = LIMITS, startedAtMs = -60_000): RequestBudget =>
  new RequestBudget({ limits, processes: 1, startedAtMs });

/** Asks as often as there is room; answers how often. */
function fill(budget: RequestBudget, request: VenueRequest, nowMs: number): number {
  let times = 0;
  for (;;) {
    const room = budget.take([request], nowMs);
    if (room === null) return times;
    budget.settle(room, nowMs, true);
    times += 1;
  }
}

describe('a budget of requests', () => {
  test('is 80 % of the limit, of which a quarter is for cancels and protection', () => {
    const budget = open();
    expect([fill(budget, place, 0), fill(budget, cancel, 0)]).toEqual([12, 4]);
  });

  test('is for each account its own, and begins anew a window later', () => {
    const budget = open();
    expect(fill(budget, place, 0)).toBe(12);
    expect(fill(budget, { ...place, accountId: 'b' }, 0)).toBe(12);
    expect([fill(budget, place, 1_999), fill(budget, place, 2_000)]).toEqual([0, 12]);
  });

  test('is divided among the processes of one address', () => {
    const budget = new RequestBudget({ limits: LIMITS, processes: 2, startedAtMs: -60_000 });
    expect([fill(budget, place, 0), fill(budget, cancel, 0)]).toEqual([6, 2]);
  });

  test('counts what is under way until it is answered, and a window after that', () => {
    const budget = open();
    const rooms = Array.from({ length: 12 }, () => budget.take([place], 0)!);
    expect(budget.take([place], 60_000)).toBeNull();
    expect(budget.shortages([place], 60_000)).toMatchObject([{ limit: 'orders', freeAtMs: null }]);
    budget.settle(rooms[0]!, 60_000, true);
    expect(budget.shortages([place], 60_000)).toMatchObject([{ freeAtMs: 62_000 }]);
    expect([fill(budget, place, 61_999), fill(budget, place, 62_000)]).toEqual([0, 1]);
  });

  test('counts what was given up for as long as it may still arrive', () => {
    const budget = open();
    for (let count = 0; count < 12; count += 1) budget.settle(budget.take([place], 0)!, 0, false);
    expect([fill(budget, place, 6_999), fill(budget, place, 7_000)]).toEqual([0, 12]);
  });

  test('counts a short window as used up at the start, because the process before may have done that, and a long one not', () => {
    const [limit] = LIMITS.limits as [RequestLimit];
    const minute: RequestLimit = { ...limit, windowMs: 60_000 };
    expect([fill(open(LIMITS, 0), cancel, 1_999), fill(open(LIMITS, 0), place, 2_000)]).toEqual([0, 12]);
    expect(fill(open({ ...LIMITS, limits: [minute] }, 0), place, 0)).toBe(12);
  });

  test('takes nothing of what travels nowhere, and counts it at once', () => {
    const budget = open({ ...LIMITS, lateMs: null }, 0);
    expect(budget.take([place], 0)).toEqual({ uses: [] });
    expect([fill(budget, place, 0), fill(budget, place, 2_000)]).toEqual([11, 12]);
  });

  test('takes all of several requests or none, and says of too many that they never fit', () => {
    const budget = open();
    const many = (times: number): VenueRequest[] => Array.from({ length: times }, () => place);
    expect(budget.take(many(13), 0)).toBeNull();
    expect([budget.couldHold(many(13)), budget.couldHold(many(12))]).toEqual([false, true]);
    expect(budget.take(many(12), 0)).not.toBeNull();
  });

  test('leaves the window to others when the venue has found too many, but not what is reserved', () => {
    const budget = open();
    budget.refused([place], 0, null);
    expect([fill(budget, place, 1_999), fill(budget, cancel, 1_999)]).toEqual([0, 4]);
    expect(fill(budget, place, 2_000)).toBe(12);
  });

  test('keeps silent for everything when the venue asks for it', () => {
    const budget = open();
    budget.refused([place], 0, 7_000);
    expect(budget.take([cancel], 6_999)).toBeNull();
    expect(budget.shortages([cancel], 6_999)).toMatchObject([{ limit: 'shut-out', freeAtMs: 7_000 }]);
    expect(budget.take([cancel], 7_000)).not.toBeNull();
  });

  test('says how much of its share the fullest window of each scope has used', () => {
    const budget = open();
    for (let count = 0; count < 8; count += 1) budget.settle(budget.take([place], 0)!, 0, true);
    expect(budget.used(0)).toEqual(new Map([['account', 0.5]]));
    expect(budget.used(2_000)).toEqual(new Map([['account', 0]]));
  });
});
