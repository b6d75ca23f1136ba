import { PAPER_LIMITS, RequestBudget, shareOf, type RequestLimit, type VenueLimits } from './index.js';

const ORDERS: RequestLimit['costs'] = { place: 1, 'place-conditional': 1, cancel: 1 };
const WEIGHTS: RequestLimit['costs'] = { ...ORDERS, 'account-state': 15, 'look-up': 5, 'look-up-order': 1 };
const READS: RequestLimit['costs'] = { 'account-state': 3, 'look-up': 3, 'look-up-order': 1 };

/** Excerpts of what five venues publish: that this shape holds them, not what an adapter will go by. */
const PUBLISHED: readonly VenueLimits[] = [
  {
    venue: 'okx',
    limits: [
      { name: 'place', scope: 'instrument', windowMs: 2_000, most: 60, costs: { place: 1 } },
      { name: 'cancel', scope: 'instrument', windowMs: 2_000, most: 60, costs: { cancel: 1 } },
      {
        name: 'place-algo',
        scope: 'instrument',
        windowMs: 2_000,
        most: 20,
        costs: { 'place-conditional': 1 },
      },
      { name: 'cancel-algo', scope: 'account', windowMs: 2_000, most: 20, costs: { cancel: 1 } },
      { name: 'sub-account', scope: 'account', windowMs: 2_000, most: 1_000, costs: { place: 1 } },
      { name: 'balance', scope: 'account', windowMs: 2_000, most: 10, costs: { 'account-state': 1 } },
      { name: 'order', scope: 'account', windowMs: 2_000, most: 60, costs: { 'look-up-order': 1 } },
    ],
    lateMs: 5_000,
  },
  {
    venue: 'binance',
    limits: [
      { name: 'weight', scope: 'address', windowMs: 60_000, most: 2_400, costs: WEIGHTS },
      {
        name: 'orders-10s',
        scope: 'account',
        windowMs: 10_000,
        most: 300,
        costs: { place: 1, 'place-conditional': 1 },
      },
      {
        name: 'orders-1m',
        scope: 'account',
        windowMs: 60_000,
        most: 1_200,
        costs: { place: 1, 'place-conditional': 1 },
      },
    ],
    lateMs: 5_000,
  },
  {
    venue: 'bybit',
    limits: [
      { name: 'address', scope: 'address', windowMs: 5_000, most: 600, costs: { ...ORDERS, ...READS } },
      {
        name: 'create',
        scope: 'account',
        windowMs: 1_000,
        most: 10,
        costs: { place: 1, 'place-conditional': 1 },
      },
      { name: 'cancel', scope: 'account', windowMs: 1_000, most: 10, costs: { cancel: 1 } },
      { name: 'position', scope: 'account', windowMs: 1_000, most: 50, costs: READS },
    ],
    lateMs: 5_000,
  },
  {
    venue: 'bitget',
    limits: [
      { name: 'address', scope: 'address', windowMs: 60_000, most: 6_000, costs: { ...ORDERS, ...READS } },
      { name: 'place', scope: 'account', windowMs: 1_000, most: 10, costs: { place: 1 } },
      { name: 'place-plan', scope: 'account', windowMs: 1_000, most: 10, costs: { 'place-conditional': 1 } },
      { name: 'cancel', scope: 'account', windowMs: 1_000, most: 10, costs: { cancel: 1 } },
    ],
    lateMs: 5_000,
  },
  {
    venue: 'upbit',
    limits: [
      { name: 'order', scope: 'account', windowMs: 1_000, most: 8, costs: { place: 1 } },
      { name: 'default', scope: 'account', windowMs: 1_000, most: 30, costs: { ...READS, cancel: 1 } },
    ],
    lateMs: 5_000,
  },
];

describe('limits of requests as data', () => {
  test.each(PUBLISHED.map((limits) => [limits.venue, limits] as const))(
    'what %s publishes fits, for one process and for two',
    (_, limits) => {
      for (const processes of [1, 2])
        expect(new RequestBudget({ limits, processes, startedAtMs: 0 }).used(60_000).size).toBeGreaterThan(0);
    },
  );

  test('a limit that counts nothing urgent reserves nothing', () => {
    const [limit] = PUBLISHED[0]!.limits.slice(5);
    expect(shareOf(limit!, 1)).toEqual({ windowMs: 2_000, most: 8, mostPlain: 8 });
  });

  test('what is left of a limit for each of many processes is a whole request at least, or it is refused', () => {
    const limit: RequestLimit = { name: 'tight', scope: 'account', windowMs: 10_000, most: 5, costs: ORDERS };
    expect(shareOf(limit, 2)).toEqual({ windowMs: 10_000, most: 2, mostPlain: 1 });
    expect(() => shareOf(limit, 3)).toThrow('each of 3 processes would have too little for one request');
  });

  test('the paper venue has more for each of sixteen processes than any of them could ask', () => {
    for (const limit of PAPER_LIMITS.limits) expect(shareOf(limit, 16).mostPlain).toBeGreaterThan(15_000);
  });
});
