import { MeteredGateway } from '../../src/modules/exchange/application/budget/metered-gateway.js';
import { BudgetReport } from '../../src/modules/exchange/application/budget/budget-report.js';
import {
  TooManyRequests,
  VenueGateway,
} from '../../src/modules/exchange/application/ports/venue-gateway.port.js';
import type {
  OperationOutcome,
  SubmitOrdersData,
  VenueOperation,
} from '../../src/modules/exchange/contracts/commands/submit-orders.command.js';
import type { AccountState } from '../../src/modules/exchange/contracts/queries/get-account-state.query.js';
import type {
  LookUpOrdersData,
  OrdersLookedUp,
} from '../../src/modules/exchange/contracts/queries/look-up-orders.query.js';
import {
  RequestBudget,
  type RequestLimit,
  type VenueLimits,
} from '../../src/modules/exchange/domain/budget/index.js';
import { PrometheusMeter } from '../../src/shared/platform/telemetry/prometheus-meter.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { Registry } from 'prom-client';
import { ManualClock } from '../kit/manual-clock.js';

const ORDERS: RequestLimit['costs'] = { place: 1, 'place-conditional': 1, cancel: 1 };
/** Each account: six orders in a second, and two cancels more; eight questions. */
const LIMITS: VenueLimits = {
  venue: 'invented',
  limits: [
    { name: 'orders', scope: 'account', windowMs: 1_000, most: 10, costs: ORDERS },
    {
      ...{ name: 'reads', scope: 'account', windowMs: 4_000, most: 10 },
      costs: { 'account-state': 4, 'look-up': 1, 'look-up-order': 1 },
    },
  ],
  lateMs: 2_000,
};

/** A venue that carries out whatever it is asked, when the test lets it answer. */
class HandVenue extends VenueGateway {
  readonly asked: string[] = [];
  readonly answers: (() => void)[] = [];
  /** Whether it answers at once. */
  prompt = true;
  says: Partial<OperationOutcome> = {};

  override submit({ operations }: SubmitOrdersData): Promise<readonly OperationOutcome[]> {
    this.asked.push(operations.map(({ clientOrderId }) => clientOrderId).join());
    const outcomes = operations.map(({ clientOrderId, op }): OperationOutcome => ({
      ...{ clientOrderId, outcome: op === 'place' ? 'accepted' : 'cancelled' },
      ...{ venueOrderId: null, code: null, details: {}, ...this.says },
    }));
    if (this.prompt) return Promise.resolve(outcomes);
    return new Promise((resolve) => this.answers.push(() => resolve(outcomes)));
  }

  override accountState(): Promise<AccountState> {
    this.asked.push('state');
    return Promise.resolve({ balances: [], positions: [], openOrders: [] });
  }

  override lookUp({ clientOrderIds }: LookUpOrdersData): Promise<OrdersLookedUp> {
    this.asked.push(`look ${clientOrderIds.length}`);
    return Promise.resolve({ found: [], nowhere: clientOrderIds, executions: [], remembers: null });
  }

  override prepareInstrument(): Promise<never> {
    return Promise.reject(new TooManyRequests(3_000));
  }

  override setPositionMode(): Promise<never> {
    return Promise.reject(new TooManyRequests(null));
  }
}

const entry = (clientOrderId: string): VenueOperation => ({
  ...{ op: 'place', clientOrderId, leg: clientOrderId, cycle: 1, reason: 'entry', replaces: null },
  order: { type: 'market', side: 'buy', size: '1', reduceOnly: false },
});
const exit = (clientOrderId: string): VenueOperation =>
  ({
    ...entry(clientOrderId),
    op: 'place',
    order: { type: 'stop-market', side: 'sell', size: '1', price: '90', trail: null, reduceOnly: true },
  }) as VenueOperation;
const cancel = (clientOrderId: string): VenueOperation => ({ op: 'cancel', clientOrderId });
const entries = (name: string, count: number): VenueOperation[] =>
  Array.from({ length: count }, (_, index) => entry(`${name}${index + 1}`));

/** Lets everything run that follows from what has happened. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function open(limits = LIMITS) {
  const clock = new ManualClock();
  const venue = new HandVenue();
  const registry = new Registry();
  const lines: string[] = [];
  const budget = new RequestBudget({ limits, processes: 1, startedAtMs: -60_000 });
  const observer = new BudgetReport({
    ...{ exchange: 'invented', budget, clock, meter: new PrometheusMeter(registry) },
    warn: (line) => void lines.push(line),
  });
  let timers = 0;
  const counting = {
    monotonicMs: () => clock.monotonicMs(),
    schedule: (delayMs: number, action: () => void) => {
      timers += 1;
      return clock.schedule(delayMs, action);
    },
  };
  const gateway = new MeteredGateway({ inner: venue, budget, clock: counting, observer });
  const submit = (
    operations: readonly VenueOperation[],
    accountId = 'a',
  ): Promise<readonly OperationOutcome[]> =>
    gateway.submit({ accountId, symbol: 'BTC/USDT:USDT', operations, deadline: epochMs(0) });
  return { clock, venue, gateway, submit, lines, metrics: () => registry.metrics(), timers: () => timers };
}

/** What was answered so far, while the clock is moved. */
function watch(answer: Promise<readonly OperationOutcome[]>): () => readonly string[] | null {
  let outcomes: readonly string[] | null = null;
  void answer.then((all) => {
    outcomes = all.map(({ clientOrderId, outcome }) => `${clientOrderId} ${outcome}`);
  });
  return () => outcomes;
}

describe('a venue behind its budget', () => {
  test('is asked in the same turn while there is room, with the same words and without a timer', async () => {
    const { venue, submit, timers } = open();
    const answer = submit([entry('e1'), cancel('x')]);
    expect(venue.asked).toEqual(['e1,x']);
    expect((await answer).map(({ outcome }) => outcome)).toEqual(['accepted', 'cancelled']);
    expect(timers()).toBe(0);
  });

  test('gives back the very answer of the venue where nothing travels', () => {
    const { venue, submit } = open({ ...LIMITS, lateMs: null });
    const answer = Promise.resolve([]);
    venue.submit = () => answer;
    expect(submit([entry('e1')])).toBe(answer);
  });

  test('an entry without room waits until there is some, and is sent then', async () => {
    const { clock, venue, submit } = open();
    await submit(entries('e', 6));
    const answer = watch(submit([entry('late')]));
    await clock.pass(999, breathe);
    expect(venue.asked).toHaveLength(1);
    await clock.pass(1, breathe);
    expect(venue.asked.slice(1)).toEqual(['late']);
    await breathe();
    expect(answer()).toEqual(['late accepted']);
  });

  test('an order that finds no room in time never leaves, and that is a certain no with the time at which there is room', async () => {
    const [orders] = LIMITS.limits as [RequestLimit];
    const { clock, venue, submit, metrics } = open({ ...LIMITS, limits: [{ ...orders, windowMs: 5_000 }] });
    await submit(entries('e', 6));
    const answer = submit([entry('late')]);
    await clock.pass(1_500, breathe);
    expect(await answer).toEqual([
      {
        ...{ clientOrderId: 'late', outcome: 'rejected', code: 'rate-limited', venueOrderId: null },
        details: { limit: 'orders', freeInMs: '3500' },
      },
    ]);
    await clock.pass(10_000, breathe);
    expect(venue.asked).toHaveLength(1);
    expect(await metrics()).toContain(
      'venue_request_refusals_total{exchange="invented",kind="place",by="us"} 1',
    );
  });

  test('cancels and stops leave at once beside entries that wait, and do not wait for them in one submission', async () => {
    const { clock, venue, submit } = open();
    await submit(entries('e', 6));
    const waiting = watch(submit([entry('late')]));
    const urgent = watch(submit([entry('refused'), exit('s1'), cancel('x1')]));
    await clock.pass(0, breathe);
    await breathe();
    expect(venue.asked.slice(1)).toEqual(['s1,x1']);
    expect(urgent()).toEqual(['refused rejected', 's1 accepted', 'x1 cancelled']);
    expect(waiting()).toBeNull();
    await clock.pass(1_000, breathe);
    expect(venue.asked.slice(2)).toEqual(['late']);
  });

  test('a submission of more than fits at once goes in parts, in its order', async () => {
    const { clock, venue, submit } = open();
    const answer = watch(submit(entries('e', 9)));
    await breathe();
    expect(venue.asked).toEqual(['e1,e2,e3,e4,e5,e6']);
    await clock.pass(1_000, breathe);
    await breathe();
    expect(venue.asked.slice(1).join()).toBe('e7,e8,e9');
    expect(answer()).toHaveLength(9);
  });

  test('nobody overtakes who waits, and nobody waits for what only another one lacks', async () => {
    const { clock, venue, submit } = open();
    await submit(entries('e', 6));
    void submit([entry('first')]);
    void submit([entry('second')]);
    void submit([entry('other')], 'b');
    expect(venue.asked.slice(1)).toEqual(['other']);
    await clock.pass(1_000, breathe);
    expect(venue.asked.slice(2)).toEqual(['first', 'second']);
  });

  test('what is under way counts until it is answered, and an order of unknown fate for as long as it may still arrive', async () => {
    const { clock, venue, submit } = open();
    venue.prompt = false;
    venue.says = { outcome: 'unknown' };
    void submit(entries('e', 6));
    await clock.pass(9_000, breathe);
    const answer = watch(submit([entry('late')]));
    venue.answers.forEach((say) => say());
    await breathe();
    await clock.pass(1_500, breathe);
    expect(answer()).toEqual(['late rejected']);
    venue.prompt = true;
    const again = watch(submit([entry('again')]));
    await clock.pass(1_499, breathe);
    expect(again()).toBeNull();
    await clock.pass(1, breathe);
    await breathe();
    expect(venue.asked.at(-1)).toBe('again');
  });

  test('a look-up asks about as many orders as there is room for; the others are not looked for', async () => {
    const { gateway, venue } = open();
    const clientOrderIds = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const data = { userId: 'u', accountId: 'a', clientOrderIds, since: epochMs(0) };
    expect((await gateway.lookUp(data))?.nowhere).toEqual(clientOrderIds.slice(0, 5));
    expect(venue.asked).toEqual(['look 5']);
  });

  test('a question without room is asked later, or fails as something that may be asked again', async () => {
    const { clock, gateway, venue } = open();
    const whose = { userId: 'u', accountId: 'a' };
    await gateway.accountState(whose);
    await gateway.accountState(whose);
    const failure = gateway.accountState(whose).catch((error: unknown) => (error as Error).name);
    await clock.pass(3_000, breathe);
    expect(await failure).toBe('Overloaded');
    const later = gateway.accountState(whose);
    await clock.pass(1_000, breathe);
    await later;
    expect(venue.asked).toHaveLength(3);
  });

  test('a venue that has had too many is left alone by entries, and wholly when it says for how long', async () => {
    const { clock, gateway, venue, submit, lines } = open();
    venue.says = { outcome: 'rejected', code: 'rate-limited' };
    await submit([entry('e1')]);
    await breathe();
    venue.says = {};
    const entering = watch(submit([entry('e2')]));
    await submit([cancel('x')]);
    expect([venue.asked, entering()]).toEqual([['e1', 'x'], null]);
    await clock.pass(1_000, breathe);
    expect(venue.asked.at(-1)).toBe('e2');
    const prepared = {
      userId: 'u',
      accountId: 'a',
      symbol: 'BTC/USDT:USDT',
      leverage: 1,
      marginMode: 'cross',
    } as const;
    await expect(gateway.prepareInstrument(prepared)).rejects.toThrow(TooManyRequests);
    const silent = watch(submit([cancel('y')]));
    await clock.pass(1_500, breathe);
    expect(silent()).toEqual(['y rejected']);
    expect(lines[0]).toContain('something else seems to use the same key or address');
  });

  test('operators see how much is used, what waited and what was refused, and read of it once in a while', async () => {
    const { clock, submit, lines, metrics } = open();
    await submit(entries('e', 6));
    expect(await metrics()).toContain('venue_requests_used_ratio{exchange="invented",scope="account"} 0.75');
    const waits = submit([entry('late')]);
    await clock.pass(1_000, breathe);
    await waits;
    expect(lines).toEqual(['requests to invented: 1 had to wait long, at most 1000 ms']);
    const text = await metrics();
    expect(text).toContain('venue_request_waits_total{exchange="invented",kind="place"} 1');
    expect(text).not.toContain('venue_request_refusals_total{');
  });
});
