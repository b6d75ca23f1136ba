import type { AgainFill } from '../../../../backtest/index.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { InstanceOrder } from '../../../../modules/orders/contracts/queries/list-instance-orders.query.js';
import type { GateRecord } from '../../../../shared/pure/strategy/output.js';
import type { InstanceJournal, OwnerAct } from '../../../../shared/pure/strategy/journal.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { decisionsWanted, withCauses, type Cause } from './causes.js';
import { differingFills } from './compare-fills.js';
import { again, booked, journal, min, order, start } from './testing.js';

const DECISION_MS = 300_000;
const iso = (minutes: number): string => new Date(min(minutes)).toISOString();

interface Rows {
  readonly program?: readonly InstanceFill[];
  readonly orders?: readonly InstanceOrder[];
  readonly acts?: readonly OwnerAct[];
  readonly journal?: Partial<Omit<InstanceJournal, 'acts'>>;
}

/** The causes of what differs between these fills of the backtest and those rows of the program. */
function causes(backtest: readonly AgainFill[], rows: Rows = {}): readonly Cause[] {
  const { program = [], orders = [], acts = [start(0)] } = rows;
  const found = differingFills(backtest, program, orders);
  return withCauses(found, {
    ...{ acts, orders, journal: journal(acts, rows.journal), decisionMs: DECISION_MS },
  }).map(({ cause }) => cause);
}

const gate = (verdict: GateRecord['verdict']): GateRecord => ({
  ...{ gate: 'trading', value: 'halted', threshold: 'allowed', verdict },
});

const decided = (minutes: number, subject: string, verdict: GateRecord['verdict']) => ({
  candleOpen: epochMs(min(minutes) - DECISION_MS),
  evaluations: [{ subject, outcome: 'x', gates: [gate(verdict)] }],
});

describe('the cause of a differing fill', () => {
  const fill = again(10);

  it('is none where nothing differs', () => {
    expect(causes([fill], { program: [booked(fill)] })).toEqual([]);
  });

  it.each([
    ['another-price', { price: '101' }, '100', '101'],
    ['another-size', { size: '2' }, '1', '2'],
    ['another-fee', { fee: '0.02' }, '0.05', '0.02'],
    ['another-reason', { reason: 'add' }, 'entry', 'add'],
    ['another-time', { at: min(11), price: '102' }, iso(10), iso(11)],
  ] as const)('is the first field of the same order that differs: %s', (code, more, backtest, program) => {
    const rows = { program: [booked(fill, more)], orders: [order(fill)] };
    expect(causes([fill], rows)).toEqual([{ code, details: { backtest, program } }]);
  });

  it.each([
    ['denied', 'order-above-limit', 'denied'],
    ['rejected', 'insufficient-margin', 'rejected'],
    ['cancelled', 'asked', 'order-ended'],
    ['expired', null, 'order-ended'],
    ['unknown', null, 'order-open'],
  ] as const)('is what became of the order: %s', (status, reason, code) => {
    const orders = [order(fill, { status, code: reason })];
    const details = { at: iso(10), status, order: `o${fill.at}`, reason: reason ?? status };
    expect(causes([fill], { orders })).toEqual([{ code, details }]);
  });

  it('is found by moment, side and reason where cycles are counted differently, if that is one order', () => {
    const shifted = order(fill, { cycle: 9, status: 'denied', code: 'halted' });
    expect(causes([fill], { orders: [shifted] })).toMatchObject([{ code: 'denied' }]);
    const second = { ...shifted, orderId: 'other', leg: 'entry-2' };
    expect(causes([fill], { orders: [shifted, second] })).toMatchObject([{ code: 'no-decision' }]);
    const later = { ...shifted, decidedAt: min(15) };
    expect(causes([fill], { orders: [later] })).toMatchObject([{ code: 'no-decision' }]);
  });

  it('is the gate that refused in the decision of the program, of that side', () => {
    const one = (subject: string, verdict: GateRecord['verdict']) =>
      causes([fill], { journal: { decisions: [decided(10, subject, verdict)] } })[0];
    expect(one('entry-long', 'refused')).toEqual({
      code: 'gate',
      details: { at: iso(10), gate: 'trading', value: 'halted', threshold: 'allowed' },
    });
    expect(one('entry-short', 'refused')).toEqual({ code: 'other-decision', details: { at: iso(10) } });
    expect(one('entry-long', 'passed')).toMatchObject({ code: 'other-decision' });
  });

  it('is that no decision was made, unless decisions of that time are not kept', () => {
    expect(causes([fill])).toEqual([{ code: 'no-decision', details: { at: iso(10) } }]);
    for (const keptFrom of [min(20), null])
      expect(causes([fill], { journal: { keptFrom } })).toMatchObject([{ code: 'decision-not-kept' }]);
  });

  it('is that the bot was parked', () => {
    const { instance } = journal([]);
    const parked = {
      ...instance,
      state: 'failed',
      stateReason: 'RangeError',
      lastDecidedAt: min(5),
    } as const;
    expect(causes([fill], { journal: { instance: parked } })).toEqual([
      { code: 'parked', details: { at: iso(10), reason: 'RangeError' } },
    ]);
  });

  it('is the act of its owner that it answers, on either side', () => {
    const acts: readonly OwnerAct[] = [start(0), { kind: 'stop-asked', at: min(9), mode: 'close' }];
    const close = again(10, { wanted: { at: min(9), cause: 'stop-asked' }, leg: 'close' });
    const late = booked(close, { at: min(11) });
    const owner = { code: 'owner-act', details: { at: iso(9), act: 'stop-asked' } };
    expect(causes([close], { acts })).toEqual([owner]);
    expect(causes([close], { acts, program: [late], orders: [order(close)] })).toEqual([owner]);
    expect(causes([], { acts, program: [late], orders: [order(close)] })).toEqual([owner]);
  });

  it('refers to the first difference of its cycle, else of all, where no row tells its own', () => {
    const exit = (minutes: number, cycle: number) =>
      again(minutes, {
        cycle,
        leg: 'tp1-1',
        reason: 'tp1',
        wanted: { at: min(minutes - 1), cause: 'order-filled' },
      });
    const second = again(30, { cycle: 2 });
    const orders = [order(fill, { status: 'denied' }), order(second, { status: 'denied' })];
    expect(causes([fill, exit(12, 1), second, exit(32, 2), exit(40, 3)], { orders })).toMatchObject([
      { code: 'denied' },
      { code: 'follows', details: { at: iso(10) } },
      { code: 'denied', details: { after: iso(10) } },
      { code: 'follows', details: { at: iso(30) } },
      { code: 'follows', details: { at: iso(10) } },
    ]);
  });

  it('is not known for a fill that only the program has, before any other', () => {
    expect(causes([], { program: [booked(fill)], orders: [order(fill)] })).toEqual([
      { code: 'unknown', details: {} },
    ]);
  });

  it('asks for the decisions of orders that a close should have wanted, once each', () => {
    const exit = again(12, { wanted: { at: min(11), cause: 'order-filled' } });
    const found = differingFills([fill, { ...fill, leg: 'entry-2' }, exit], [], []);
    expect(decisionsWanted(found, DECISION_MS)).toEqual([min(5)]);
  });
});
