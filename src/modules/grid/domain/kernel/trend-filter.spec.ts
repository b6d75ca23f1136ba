import { perpetual, running, spot, cancels, ends, notes, outcomes, places } from '../testing/five-cells.js';
import type { ScriptedVenue } from '../testing/scripted-venue.js';
import { RUNNING } from './outputs.js';
import { netHeld } from './stop.js';

const trend = (state: number | null): { values: Readonly<Record<string, number | null>> } => ({
  values: { 'adx.trend': state },
});

function filtered(document: object = {}): ScriptedVenue {
  const venue = spot({ trendFilter: 'adx', ...document });
  venue.close('121', trend(0));
  venue.fill('initial', { price: 12_100 });
  return venue;
}

describe('the trend filter', () => {
  it('holds the start back until it is known, and while it stands against a one-sided grid', () => {
    const venue = spot({ trendFilter: 'adx' });
    for (const unknown of [null, NaN])
      expect(outcomes(venue.close('121', trend(unknown)))).toEqual(['warm-up']);
    expect(outcomes(venue.close('121', trend(-2)))).toEqual(['trend']);
    expect(outcomes(venue.close('121', trend(-1)))).toEqual(['started']);
    const short = perpetual({ mode: 'short', trendFilter: 'adx' });
    expect(outcomes(short.close('121', trend(2)))).toEqual(['trend']);
    expect(outcomes(short.close('121', trend(-2)))).toEqual(['started']);
  });

  it('costs nothing while it says the same', () => {
    const venue = filtered();
    expect(venue.close('121', trend(0))).toBe(RUNNING);
    expect(notes(venue.close('121', trend(1)))).toEqual(['trend-changed']);
    expect(venue.close('121', trend(1))).toBe(RUNNING);
    expect(venue.close('121', trend(null))).toBe(RUNNING);
  });

  it('at -2 takes the buys away; with stopMode keep what is held goes on being sold', () => {
    const venue = filtered({ stopMode: 'keep' });
    const outputs = venue.close('121', trend(-2));
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1']);
    expect(venue.confirm()).toEqual([]);
    expect(venue.ladder()).toEqual(['sell 13000 100000', 'sell 14000 100000', 'sell 15000 100000']);
    expect(venue.fill('cell-2-1')).toEqual([]);
    expect(venue.state.cells[2]!.order).toBe('barred');
    expect(venue.close('131', trend(-2))).toBe(RUNNING);
  });

  it('gives the buys back when it is over, at once where the price has not passed them', () => {
    const venue = filtered({ stopMode: 'keep' });
    venue.close('121', trend(-2));
    venue.confirm();
    expect(places(venue.close('109', trend(0)))).toEqual(['cell-0-2 buy grid-buy']);
    // The buy at 110 would be for 109 now: it waits until the price has passed the cell.
    expect(venue.state.idle).toEqual({ above: 12_000, below: null });
    expect(places(venue.close('120', trend(0)))).toEqual(['cell-1-2 buy grid-buy']);
  });

  it('gives them back only when trading is allowed', () => {
    const venue = filtered({ stopMode: 'keep' });
    venue.close('121', trend(-2));
    venue.confirm();
    expect(places(venue.close('121', { ...trend(0), tradingAllowed: false }))).toEqual([]);
    expect(places(venue.close('121', trend(0)))).toEqual(['cell-0-2 buy grid-buy', 'cell-1-2 buy grid-buy']);
  });

  it('with stopMode close also sells what is held, once every order is known to have ended, and runs on', () => {
    const venue = filtered();
    const outputs = venue.close('121', trend(-2));
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1', 'cell-2-1', 'cell-3-1', 'cell-4-1']);
    expect(places(outputs)).toEqual([]);
    expect(venue.confirm()).toMatchObject([
      { order: { type: 'market', leg: 'trend-1', side: 'sell', size: 300_000, reason: 'trend' } },
    ]);
    venue.fill('trend-1', { size: 120_000, price: 12_100 });
    expect(ends(venue.fill('trend-1', { price: 12_090 }))).toEqual([]);
    expect(netHeld(venue.state)).toBe(0);
    expect(venue.state).toMatchObject({ phase: 'running', parting: null });
    expect(venue.ladder()).toEqual([]);
    expect(places(venue.close('121', trend(-1)))).toEqual([
      'cell-0-2 buy grid-buy',
      'cell-1-2 buy grid-buy',
      'cell-2-2 buy grid-buy',
    ]);
    // Those above the price buy once it has passed them.
    expect(venue.state.idle.above).toBe(14_000);
  });

  it('tries a refused close again, and counts a fill that has overtaken its cancel', () => {
    const venue = filtered();
    const late = venue.execute('cell-2-1');
    venue.close('121', trend(-2));
    expect(venue.report(late)).toEqual([]);
    expect(venue.confirm()).toMatchObject([{ order: { leg: 'trend-1', size: 200_000 } }]);
    expect(notes(venue.ended('trend-1', 'order-rejected', 'not-held'))).toEqual(['rejected']);
    expect(places(venue.close('121', trend(-2)))).toEqual(['trend-2 sell trend']);
  });

  it('a trend that ends while its close is under way leaves the cells idle', () => {
    const venue = filtered();
    venue.close('121', trend(-2));
    venue.confirm();
    venue.close('121', trend(0));
    venue.fill('trend-1', { price: 12_100 });
    expect(venue.state.cells.map(({ order }) => order)).toEqual(['idle', 'idle', 'idle', 'idle', 'idle']);
    expect(places(venue.close('111', trend(0)))).toEqual(['cell-0-2 buy grid-buy']);
  });

  it('of a neutral grid stops one side and closes only that', () => {
    const venue = perpetual({ mode: 'neutral', trendFilter: 'adx' });
    venue.close('121', trend(0));
    for (const leg of ['cell-1-1', 'cell-3-1']) venue.fill(leg);
    // A long at 110 (selling at 120) and a short at 140 (buying at 130).
    expect(cancels(venue.close('121', trend(2)))).toEqual(['cell-2-1', 'cell-3-2', 'cell-4-1']);
    expect(venue.confirm()).toMatchObject([
      { order: { leg: 'trend-1', side: 'buy', size: 10_000, reduceOnly: false } },
    ]);
    venue.fill('trend-1', { price: 1_210 });
    expect(netHeld(venue.state)).toBe(10_000);
    expect(venue.ladder()).toEqual(['buy 1000 10000', 'sell 1200 10000']);
  });

  it('nothing is bought for a new generation against it', () => {
    const venue = filtered({ stopMode: 'keep' });
    venue.close('121', trend(-2));
    venue.confirm();
    for (const leg of ['cell-2-1', 'cell-3-1', 'cell-4-1']) venue.fill(leg);
    venue.edit({ upper: '160' });
    venue.close('121', trend(-2));
    venue.confirm();
    expect(venue.orders.size).toBe(0);
    expect(venue.state.generation).toBe(2);
  });

  it('a stop while it closes closes everything', () => {
    const venue = filtered();
    venue.close('121', trend(-2));
    venue.confirm();
    venue.send({ kind: 'stop-asked', mode: 'close' });
    expect(ends(venue.fill('trend-1', { price: 12_100 }))).toEqual(['stop']);
    const before = running();
    expect(before.state.parting).toBeNull();
  });
});
