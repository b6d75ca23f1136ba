import type { Price } from '../../../../shared/pure/market/scale.js';
import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import { spot, running, notes, ends, places, cancels } from '../testing/five-cells.js';

describe('orders that end', () => {
  it('a refused cell order is noted and placed again at the next decision close', () => {
    const venue = running();
    const told = venue.ended('cell-1-1', 'order-rejected', 'insufficient-funds');
    expect(told).toMatchObject([
      { code: 'rejected', details: { which: 'grid-buy', cause: 'insufficient-funds' } },
    ]);
    expect(places(venue.close('121'))).toEqual(['cell-1-2 buy grid-buy']);
    expect(venue.state.unsettled).toBe(0);
  });

  it('while nothing may be opened only what closes is placed again', () => {
    const venue = running();
    venue.ended('cell-1-1', 'order-denied');
    venue.ended('cell-3-1', 'order-cancelled');
    expect(places(venue.close('121', { tradingAllowed: false }))).toEqual(['cell-3-2 sell grid-sell']);
    expect(places(venue.close('121'))).toEqual(['cell-1-2 buy grid-buy']);
  });

  it('a refused initial order stops the bot and cancels its orders', () => {
    const venue = spot();
    venue.close('121');
    const outputs = venue.ended('initial', 'order-rejected', 'insufficient-funds');
    expect(notes(outputs)).toEqual(['rejected']);
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1']);
    expect(ends(outputs)).toEqual(['initial-refused']);
  });

  it('an initial order cancelled in part lays the cells it has paid for; the others wait', () => {
    const venue = spot();
    venue.close('121');
    venue.fill('initial', { size: 150_000, price: 12_100 });
    const outputs = venue.ended('initial', 'order-cancelled');
    expect(places(outputs)).toEqual(['cell-2-1 sell grid-sell']);
    expect(places(venue.close('140'))).toEqual(['cell-3-1 sell grid-sell']);
    expect(venue.state.idle).toEqual({ above: 15_000, below: null });
  });

  it('reports of other orders change nothing', () => {
    const venue = running();
    const { state } = venue;
    for (const leg of ['initial', 'cell-1-9', 'cell-99-1', 'close-1'])
      expect(venue.ended(leg, 'order-cancelled')).toBe(NO_OUTPUTS);
    venue.send({ kind: 'order-denied', leg: 'cell-1-1', cycle: 9, code: 'x' });
    venue.send({ kind: 'price-moved', price: 1 as Price });
    expect(venue.state).toBe(state);
  });
});
