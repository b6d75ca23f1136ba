import type { Lots } from '../../../../shared/pure/market/scale.js';
import { FIVE, spot, perpetual, places } from '../testing/five-cells.js';
import { SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { RUNNING } from './outputs.js';
import { netHeld } from './stop.js';

describe('idle cells', () => {
  it('place their buy at the first decision close at or above their upper line', () => {
    const venue = spot({ initialPosition: 'none' });
    expect(places(venue.close('121'))).toEqual(['cell-0-1 buy grid-buy', 'cell-1-1 buy grid-buy']);
    expect(venue.close('129.99')).toBe(RUNNING);
    expect(places(venue.close('140'))).toEqual(['cell-2-1 buy grid-buy', 'cell-3-1 buy grid-buy']);
    expect(places(venue.close('150'))).toEqual(['cell-4-1 buy grid-buy']);
    expect(venue.close('150')).toBe(RUNNING);
  });

  it('of a short grid place their sell at the first close at or below their lower line', () => {
    const venue = perpetual({ mode: 'short', initialPosition: 'none' });
    expect(places(venue.close('131'))).toEqual(['cell-3-1 sell grid-sell', 'cell-4-1 sell grid-sell']);
    expect(places(venue.close('110'))).toEqual(['cell-1-1 sell grid-sell', 'cell-2-1 sell grid-sell']);
    expect(places(venue.close('100'))).toEqual(['cell-0-1 sell grid-sell']);
  });

  it('wait while nothing may be opened', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    expect(venue.close('130', { tradingAllowed: false })).toBe(RUNNING);
    expect(places(venue.close('130'))).toEqual(['cell-2-1 buy grid-buy']);
  });

  it('with hold, what is there covers the cells nearest to the price', () => {
    const held = { held: 150_000 as Lots, generation: 2 };
    const venue = new ScriptedVenue({ ...FIVE, initialPosition: 'hold' }, SPOT, undefined, held);
    const outputs = venue.close('121');
    expect(places(outputs)).toEqual([
      'cell-0-1 buy grid-buy',
      'cell-1-1 buy grid-buy',
      'cell-2-1 sell grid-sell',
    ]);
    expect(netHeld(venue.state)).toBe(150_000);
    expect([...venue.orders.values()].every(({ cycle }) => cycle === 2)).toBe(true);
    // Half of the next cell is there: it is sold first, at its own line.
    const next = venue.close('140');
    expect(next.slice(1)).toMatchObject([
      { order: { leg: 'cell-3-1', side: 'sell', price: 14_000, size: 50_000 } },
    ]);
  });
});
