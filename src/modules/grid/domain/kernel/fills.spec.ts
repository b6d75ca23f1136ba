import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import { FIVE, spot, running, places, cancels } from '../testing/five-cells.js';
import { SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { RUNNING } from './outputs.js';
import { netHeld } from './stop.js';

describe('fills', () => {
  it('are answered on the other line, with the next number of the cell', () => {
    const venue = running();
    expect(places(venue.fill('cell-2-1'))).toEqual(['cell-2-2 buy grid-buy']);
    expect(places(venue.fill('cell-2-2'))).toEqual(['cell-2-3 sell grid-sell']);
  });

  it('reported again, late, for another generation or for no cell of ours change nothing', () => {
    const venue = running();
    const fill = venue.execute('cell-1-1');
    venue.report(fill);
    const { state } = venue;
    for (const other of [
      fill,
      { ...fill, tradeId: 'late' },
      { ...fill, cycle: 7 },
      { ...fill, leg: 'cell-77-1' },
      { ...fill, leg: 'cell-x-1' },
      { ...fill, leg: 'somebody' },
      { ...fill, leg: 'initial' },
    ]) {
      expect(venue.send({ kind: 'order-filled', fill: other })).toBe(NO_OUTPUTS);
      expect(venue.state).toBe(state);
    }
  });

  it('of the initial order in parts lay the same ladder as one', () => {
    const venue = spot();
    venue.close('121');
    venue.fill('initial', { size: 150_000, price: 12_100 });
    expect(netHeld(venue.state)).toBe(150_000);
    venue.fill('initial', { size: 150_000, price: 12_110 });
    expect(venue.ladder()).toEqual(running().ladder());
  });

  it('that stall in part are answered once the price has gone to the other line', () => {
    const venue = running();
    venue.fill('cell-1-1', { size: 40_000 });
    expect(venue.close('119')).toBe(RUNNING);
    expect(cancels(venue.close('120'))).toEqual(['cell-1-1']);
    const answer = venue.ended('cell-1-1', 'order-cancelled');
    expect(answer).toMatchObject([{ order: { leg: 'cell-1-2', side: 'sell', price: 12_000, size: 40_000 } }]);
    // The other way round: a quarter of the sell fills, the price comes back, what was sold is bought again.
    venue.fill('cell-1-2', { size: 10_000 });
    expect(cancels(venue.close('110'))).toEqual(['cell-1-2']);
    expect(venue.ended('cell-1-2', 'order-cancelled')).toMatchObject([
      { order: { side: 'buy', price: 11_000, size: 70_000 } },
    ]);
  });

  it('by which the venue takes a part stop the grid, and the rest is closed as its settings say', () => {
    const venue = running();
    const all = netHeld(venue.state);
    const taken = {
      ...venue.execute('cell-2-1'),
      leg: 'liquidation',
      reason: 'liquidation',
      tradeId: 'taken',
    };
    const outputs = venue.send({ kind: 'order-filled', fill: { ...taken, size: 50_000 as never } });
    expect(netHeld(venue.state)).toBe(all - 50_000);
    expect(venue.state).toMatchObject({ phase: 'stopping', stop: { mode: 'close', reason: 'liquidation' } });
    expect(cancels(outputs)).toContain('cell-1-1');
    venue.confirm();
    expect(places(venue.ended('cell-2-1', 'order-cancelled'))).toEqual(['close-1 sell liquidation']);
    // Another part while that is on its way.
    venue.send({ kind: 'order-filled', fill: { ...taken, tradeId: 'more', size: 50_000 as never } });
    expect(netHeld(venue.state)).toBe(all - 100_000);
    const rest = { ...taken, tradeId: 'rest', size: all as never };
    venue.send({ kind: 'order-filled', fill: rest });
    expect([netHeld(venue.state), venue.state.phase]).toEqual([0, 'stopped']);
  });

  it('too small to be answered wait for more', () => {
    const venue = running();
    venue.fill('cell-1-1', { size: 4_000 });
    expect(cancels(venue.close('125'))).toEqual([]);
    // Should the order end there, the cell is filled up first: 4.8 USDT cannot be sold alone.
    expect(venue.ended('cell-1-1', 'order-cancelled')).toMatchObject([
      { order: { leg: 'cell-1-2', side: 'buy', size: 96_000 } },
    ]);
    expect(venue.fill('cell-1-2')).toMatchObject([{ order: { side: 'sell', size: 100_000 } }]);
  });

  it('too little to fill a cell up is merged with what is held', () => {
    const venue = running();
    venue.fill('cell-2-1', { size: 3_000 });
    expect(venue.ended('cell-2-1', 'order-cancelled')).toMatchObject([
      { order: { side: 'sell', size: 97_000 } },
    ]);
  });

  it('whose fee was taken in coins are answered by what arrived', () => {
    const venue = new ScriptedVenue({ ...FIVE, initialPosition: 'none' }, SPOT);
    venue.close('121');
    const fill = { feeInBase: '0.002' };
    expect(venue.fill('cell-1-1', fill)).toMatchObject([{ order: { side: 'sell', size: 99_800 } }]);
    expect(venue.fill('cell-1-2')).toMatchObject([{ order: { side: 'buy', size: 100_000 } }]);
    expect(netHeld(venue.state)).toBe(0);
  });

  it('leave as dust what is less than a lot, which counts with the next buy', () => {
    const venue = new ScriptedVenue({ ...FIVE, initialPosition: 'none' }, SPOT);
    venue.close('121');
    const fill = { feeInBase: '0.002004' };
    expect(venue.fill('cell-1-1', fill)).toMatchObject([{ order: { side: 'sell', size: 99_799 } }]);
    expect(venue.state.dust).toBe('0.000006');
    venue.fill('cell-1-2');
    expect(venue.fill('cell-1-3', fill)).toMatchObject([{ order: { side: 'sell', size: 99_800 } }]);
    expect(venue.state.dust).toBe('0.000002');
  });

  it('reported again take their fee once', () => {
    const venue = new ScriptedVenue({ ...FIVE, initialPosition: 'none' }, SPOT);
    venue.close('121');
    const part = venue.execute('cell-1-1', { size: 40_000, feeInBase: '0.0004' });
    venue.report(part);
    const { state } = venue;
    venue.report(part);
    expect(venue.state).toBe(state);
    expect(netHeld(state)).toBe(39_960);
  });

  it('of the initial order are answered by what arrived for each cell', () => {
    const venue = spot();
    venue.close('121');
    const fill = { price: 12_100, feeInBase: '0.003' };
    expect(venue.fill('initial', fill)).toMatchObject([
      { order: { leg: 'cell-2-1', side: 'sell', size: 99_900 } },
      { order: { leg: 'cell-3-1', side: 'sell', size: 99_900 } },
      { order: { leg: 'cell-4-1', side: 'sell', size: 99_900 } },
    ]);
    expect(netHeld(venue.state)).toBe(299_700);
  });

  it('whose fee was taken in a third coin bring all that was bought', () => {
    const venue = new ScriptedVenue({ ...FIVE, initialPosition: 'none' }, SPOT);
    venue.close('121');
    const fill = { ...venue.execute('cell-1-1'), fee: '0.01', feeIn: 'other' } as const;
    expect(venue.report(fill)).toMatchObject([{ order: { side: 'sell', size: 100_000 } }]);
    expect(venue.state.dust).toBeNull();
  });
});
