import fc from 'fast-check';
import {
  RequestBudget,
  shareOf,
  type RequestKind,
  type RequestLimit,
  type TakenRoom,
  type VenueLimits,
  type VenueRequest,
} from './index.js';

const ORDERS: RequestLimit['costs'] = { place: 1, 'place-conditional': 2, cancel: 1 };
const LIMITS: VenueLimits = {
  venue: 'invented',
  limits: [
    { name: 'all', scope: 'address', windowMs: 5_000, most: 60, costs: { ...ORDERS, 'account-state': 4 } },
    { name: 'orders', scope: 'account', windowMs: 2_000, most: 24, costs: ORDERS },
    { name: 'reads', scope: 'account', windowMs: 1_000, most: 12, costs: { 'account-state': 1 } },
    { name: 'instrument', scope: 'instrument', windowMs: 2_000, most: 16, costs: ORDERS },
  ],
  lateMs: 3_000,
};
const KINDS: readonly RequestKind[] = ['place', 'place-conditional', 'cancel', 'account-state'];

/** What a request was, from when it left until it arrived. */
interface Journey {
  readonly request: VenueRequest;
  readonly process: number;
  readonly leftAtMs: number;
  readonly arrivedAtMs: number;
}

type Step =
  | { readonly do: 'ask'; readonly process: number; readonly request: VenueRequest; readonly tripMs: number }
  | { readonly do: 'pass'; readonly ms: number };

const requests: fc.Arbitrary<VenueRequest> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    accountId: fc.constantFrom('a', 'b'),
    symbol: fc.constantFrom('BTC', 'ETH'),
    reduces: fc.boolean(),
  })
  .map(({ kind, accountId, symbol, reduces }) => ({
    ...{ kind, times: 1, accountId, symbol: kind === 'account-state' ? null : symbol },
    urgent: kind === 'cancel' || (reduces && kind !== 'account-state'),
  }));

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('ask' as const),
        process: fc.nat(1),
        request: requests,
        tripMs: fc.nat(6_000),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(2_500) }) },
  ),
  { maxLength: 160 },
);

const budgetOf = (processes: number, limits = LIMITS): RequestBudget =>
  new RequestBudget({ limits, processes, startedAtMs: -60_000 });

/** Who is given up after three seconds may still arrive, for three more. */
const GIVEN_UP_MS = 3_000;

/** Two processes ask as often as they may; what they were let ask, with when it arrived. */
function play(plan: readonly Step[]): readonly Journey[] {
  const budgets = [budgetOf(2), budgetOf(2)];
  const journeys: Journey[] = [];
  const ends: {
    readonly atMs: number;
    readonly process: number;
    readonly room: TakenRoom;
    readonly answered: boolean;
  }[] = [];
  let nowMs = 0;
  const settleUntil = (untilMs: number): void => {
    const due = ends.filter(({ atMs }) => atMs <= untilMs).sort((left, right) => left.atMs - right.atMs);
    for (const end of due) {
      budgets[end.process]!.settle(end.room, end.atMs, end.answered);
      ends.splice(ends.indexOf(end), 1);
    }
    nowMs = untilMs;
  };
  for (const step of plan) {
    if (step.do === 'pass') {
      settleUntil(nowMs + step.ms);
      continue;
    }
    const { process, request, tripMs } = step;
    const room = budgets[process]!.take([request], nowMs);
    if (room === null) continue;
    journeys.push({ request, process, leftAtMs: nowMs, arrivedAtMs: nowMs + tripMs });
    const answered = tripMs <= GIVEN_UP_MS;
    ends.push({ atMs: nowMs + Math.min(tripMs, GIVEN_UP_MS), process, room, answered });
  }
  return journeys;
}

const keyOf = ({ scope }: RequestLimit, { accountId, symbol }: VenueRequest): string =>
  scope === 'address' ? '' : scope === 'account' ? accountId : `${accountId} ${symbol}`;

/** The most units of one limit that any window of it had, of those that `counts` accepts. */
function mostInAWindow(
  limit: RequestLimit,
  journeys: readonly Journey[],
  counts: (journey: Journey) => boolean,
  atMs: (journey: Journey) => number,
): number {
  const counted = journeys.filter((one) => limit.costs[one.request.kind] !== undefined && counts(one));
  return Math.max(
    0,
    ...counted.map((last) =>
      counted
        .filter((one) => keyOf(limit, one.request) === keyOf(limit, last.request))
        .filter((one) => atMs(one) <= atMs(last) && atMs(one) > atMs(last) - limit.windowMs)
        .reduce((sum, { request }) => sum + limit.costs[request.kind]!, 0),
    ),
  );
}

describe('a budget of requests, in any sequence of requests', () => {
  const arrived = ({ arrivedAtMs }: Journey): number => arrivedAtMs;
  const left = ({ leftAtMs }: Journey): number => leftAtMs;

  test('no window at the venue has more than 80 % of its limit of two processes, however requests are bunched on the way', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const journeys = play(plan);
        for (const limit of LIMITS.limits)
          for (const at of [arrived, left])
            expect(mostInAWindow(limit, journeys, () => true, at)).toBeLessThanOrEqual(limit.most * 0.8);
      }),
      { numRuns: 300 },
    );
  });

  test('entries and questions never use what is reserved, and no process the share of the other', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const journeys = play(plan);
        for (const limit of LIMITS.limits) {
          const { most, mostPlain } = shareOf(limit, 2);
          for (const process of [0, 1]) {
            const ofProcess = (one: Journey): boolean => one.process === process;
            expect(mostInAWindow(limit, journeys, ofProcess, arrived)).toBeLessThanOrEqual(most);
            const isPlain = (one: Journey): boolean => ofProcess(one) && !one.request.urgent;
            expect(mostInAWindow(limit, journeys, isPlain, arrived)).toBeLessThanOrEqual(mostPlain);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a cancel has room whatever entries and questions have asked before, as long as its own share lasts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(requests, fc.nat(200)), { maxLength: 200 }), (asked) => {
        const budget = budgetOf(1);
        let nowMs = 0;
        for (const [request, ms] of asked) {
          nowMs += ms;
          budget.take(
            [{ ...request, urgent: false, kind: request.kind === 'cancel' ? 'place' : request.kind }],
            nowMs,
          );
        }
        const cancel: VenueRequest = {
          kind: 'cancel',
          times: 1,
          accountId: 'a',
          symbol: 'BTC',
          urgent: true,
        };
        const [, , , instrument] = LIMITS.limits;
        const { most, mostPlain } = shareOf(instrument!, 1);
        for (let count = 0; count < most - mostPlain; count += 1)
          expect(budget.take([cancel], nowMs)).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('what has no room has it at the time that is told, and not a thousandth of a window earlier', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(requests, fc.nat(400), fc.nat(300)), { maxLength: 120 }), (asked) => {
        const budget = budgetOf(1);
        let nowMs = 0;
        for (const [request, ms, tripMs] of asked) {
          nowMs += ms;
          const room = budget.take([request], nowMs);
          if (room !== null) {
            nowMs += tripMs;
            budget.settle(room, nowMs, true);
            continue;
          }
          const short = budget.shortages([request], nowMs);
          expect(short.length).toBeGreaterThan(0);
          const freeAtMs = Math.max(...short.map((one) => one.freeAtMs!));
          expect(freeAtMs).toBeGreaterThan(nowMs);
          expect(budget.shortages([request], freeAtMs - 1).length).toBeGreaterThan(0);
          nowMs = freeAtMs;
          const later = budget.take([request], nowMs);
          expect(later).not.toBeNull();
          budget.settle(later!, nowMs, true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('nothing is refused that a count of every single request would let pass, but for a thousandth of a window', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(requests, fc.nat(300)), { maxLength: 150 }), (asked) => {
        const budget = budgetOf(1, { ...LIMITS, lateMs: null });
        const passed: Journey[] = [];
        let nowMs = 0;
        for (const [request, ms] of asked) {
          nowMs += ms;
          const next: Journey = { request, process: 0, leftAtMs: nowMs, arrivedAtMs: nowMs };
          const wouldFit = LIMITS.limits.every((limit) => {
            const { most, mostPlain, windowMs } = shareOf(limit, 1);
            const cost = limit.costs[request.kind];
            if (cost === undefined) return true;
            const near = passed.filter(
              (one) =>
                keyOf(limit, one.request) === keyOf(limit, request) &&
                one.leftAtMs > nowMs - windowMs - windowMs / 1_000 - 1,
            );
            const units = (some: readonly Journey[]): number =>
              some.reduce((sum, one) => sum + (limit.costs[one.request.kind] ?? 0), 0);
            const plain = near.filter((one) => !one.request.urgent);
            return units(near) + cost <= most && (request.urgent || units(plain) + cost <= mostPlain);
          });
          const room = budget.take([request], nowMs);
          if (wouldFit) expect(room).not.toBeNull();
          if (room !== null) passed.push(next);
        }
      }),
      { numRuns: 200 },
    );
  });
});
