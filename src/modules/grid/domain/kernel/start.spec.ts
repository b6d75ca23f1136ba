import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import type { GateRecord } from '../../../../shared/pure/strategy/output.js';
import { spot, perpetual, running, outcomes, notes, ends, places } from '../testing/five-cells.js';
import { SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { netHeld } from './stop.js';

describe('the start', () => {
  it('makes one purchase for the upper cells and lays the lower ones, from the lowest up', () => {
    const outputs = spot().close('121');
    expect(outcomes(outputs)).toEqual(['started']);
    expect(places(outputs)).toEqual([
      'initial buy initial',
      'cell-0-1 buy grid-buy',
      'cell-1-1 buy grid-buy',
    ]);
    expect(outputs[1]).toMatchObject({ order: { type: 'market', size: 300_000, reduceOnly: false } });
  });

  it('answers the purchase with the sells of its cells', () => {
    expect(running().ladder()).toEqual([
      'buy 10000 100000',
      'buy 11000 100000',
      'sell 13000 100000',
      'sell 14000 100000',
      'sell 15000 100000',
    ]);
  });

  it('is told once; every later close is a decision of a running grid', () => {
    const venue = running();
    expect(outcomes(venue.close('122'))).toEqual(['running']);
    expect(outcomes(venue.close('123'))).toEqual(['running']);
  });

  it('with the price above the range buys nothing and lays buys only', () => {
    expect(places(spot().close('151'))).toEqual([0, 1, 2, 3, 4].map((cell) => `cell-${cell}-1 buy grid-buy`));
  });

  it('with the price below the range buys for every cell', () => {
    expect(places(spot().close('99'))).toEqual(['initial buy initial']);
  });

  it('notes a purchase below the minimum; its cells stay idle', () => {
    const venue = new ScriptedVenue(
      { spacing: 'arithmetic', lower: '100', upper: '200', levels: 2, investment: '10' },
      SPOT,
    );
    const outputs = venue.close('50');
    expect(outputs.at(-1)).toMatchObject({
      kind: 'note',
      code: 'size',
      details: { which: 'initial', size: '0.05' },
    });
    expect(places(venue.close('200'))).toEqual(['cell-0-1 buy grid-buy']);
  });

  it('a short grid sells for the lower cells and answers with buys that only reduce', () => {
    const venue = perpetual({ mode: 'short' });
    const outputs = venue.close('131');
    expect(places(outputs)).toEqual([
      'initial sell initial',
      'cell-3-1 sell grid-sell',
      'cell-4-1 sell grid-sell',
    ]);
    const answers = venue.fill('initial', { price: 1_310 });
    expect(answers).toMatchObject([
      { order: { leg: 'cell-0-1', side: 'buy', price: 1_000, reduceOnly: true } },
      { order: { leg: 'cell-1-1', side: 'buy', price: 1_100, reduceOnly: true } },
      { order: { leg: 'cell-2-1', side: 'buy', price: 1_200, reduceOnly: true } },
    ]);
    expect(netHeld(venue.state)).toBe(-30_000);
  });

  it('a neutral grid opens on both sides, and no order of it is reduce-only', () => {
    const outputs = perpetual({ mode: 'neutral' }).close('121');
    expect(places(outputs)).toEqual([
      'cell-0-1 buy grid-buy',
      'cell-1-1 buy grid-buy',
      'cell-2-1 sell grid-sell',
      'cell-3-1 sell grid-sell',
      'cell-4-1 sell grid-sell',
    ]);
    expect(outputs.every((output) => output.kind !== 'place' || !output.order.reduceOnly)).toBe(true);
  });

  it('refused settings never become a state', () => {
    expect(() => spot({ upper: '100.02', lower: '100' })).toThrow('levels-share-a-tick');
  });

  it('waits while trading is not allowed or the account is silent', () => {
    const venue = spot();
    expect(outcomes(venue.close('121', { tradingAllowed: false }))).toEqual(['trading']);
    expect(outcomes(venue.close('121', { account: { cash: null } }))).toEqual(['account']);
    expect(outcomes(venue.close('121', { account: { equity: null } }))).toEqual(['account']);
    expect(outcomes(venue.close('121'))).toEqual(['started']);
  });

  it('ends at gate risk, with the reasons, when something forbids it', () => {
    const venue = spot();
    const outputs = venue.close('121', { account: { cash: '400' } });
    expect(outcomes(outputs)).toEqual(['risk']);
    expect(notes(outputs)).toEqual(['investment-above-balance']);
    expect(ends(outputs)).toEqual(['investment-above-balance']);
    expect(venue.close('121')).toBe(NO_OUTPUTS);
  });

  it.each([
    ['price-above', '125', ['124.99', '125']],
    ['price-below', '115', ['115.01', '114']],
    ['price-at', '125.005', ['124', '126']],
    ['price-at', '120', ['124', '119']],
  ])('by %s %s starts at the first decision close that satisfies it', (type, value, [before, at]) => {
    const venue = spot({ startTrigger: { type, value } });
    const waiting = venue.close(before!);
    expect(outcomes(waiting)).toEqual(['trigger']);
    expect(outcomes(venue.close(before!))).toEqual(['trigger']);
    expect(outcomes(venue.close(at!))).toEqual(['started']);
  });

  it('by RSI starts when the indicator is there and has arrived', () => {
    for (const [type, far, near] of [
      ['rsi-below', 31, 30],
      ['rsi-above', 29, 30],
    ] as const) {
      const venue = spot({ startTrigger: { type, value: '30' } });
      const gates = venue.close('121')[0] as { gates: readonly GateRecord[] };
      expect(gates.gates[0]).toMatchObject({ gate: 'trigger', value: 'unknown', verdict: 'refused' });
      expect(outcomes(venue.close('121', { rsi: far }))).toEqual(['trigger']);
      expect(outcomes(venue.close('121', { rsi: near }))).toEqual(['started']);
    }
  });
});
