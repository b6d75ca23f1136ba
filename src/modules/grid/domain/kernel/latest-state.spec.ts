import type { Ladder } from '../ladder/ladder.js';
import { FIVE, running, places, spot } from '../testing/five-cells.js';
import { SPOT } from '../testing/markets.js';
import { settingsOf, type ScriptedVenue } from '../testing/scripted-venue.js';
import { latestState, type GridStateV1 } from './latest-state.js';
import type { GridState } from './state.js';

/** A state as it was stored before ranges could move. */
function asV1(venue: ScriptedVenue): GridStateV1 {
  const { v, lines, slots, targets, moving, idle, course, trend, parting, change, dust, ...kept } =
    venue.state;
  const ladder: Ladder = { lines, sizes: slots.map(({ size }) => size) };
  const forgotten = [v, targets, moving, idle, course, trend, parting, change, dust];
  expect(forgotten).toHaveLength(9);
  return JSON.parse(JSON.stringify({ ...kept, v: 1, ladder, idle: { from: 0, to: 0 } })) as GridStateV1;
}

describe('a state of an earlier version', () => {
  it('that has been running goes on as if it had always been of this one', () => {
    const venue = running({ stopLoss: { unit: 'price', value: '90' }, initialPosition: 'buy' });
    venue.fill('cell-1-1');
    const upgraded = latestState(venue.market, venue.settings, asV1(venue));
    expect(upgraded).toEqual(venue.state);
    venue.state = upgraded;
    expect(places(venue.fill('cell-1-2'))).toEqual(['cell-1-3 buy grid-buy']);
  });

  it('with idle cells wakes them at their lines', () => {
    const venue = spot({ initialPosition: 'none' });
    venue.close('121');
    const upgraded = latestState(venue.market, venue.settings, asV1(venue));
    expect(upgraded.idle).toEqual({ above: 13_000, below: null });
  });

  it('that waits for its start has no cells yet', () => {
    const venue = spot({ startTrigger: { type: 'price-above', value: '130' } });
    const upgraded = latestState(venue.market, venue.settings, asV1(venue));
    expect(upgraded).toEqual(venue.state);
    venue.state = upgraded;
    expect(places(venue.close('131'))).toHaveLength(4);
  });

  it('without dust has none', () => {
    const { market, state } = running();
    const { dust: _, ...before } = state;
    expect(latestState(market, settingsOf(FIVE, SPOT), before)).toEqual(state);
  });

  it('of the present one comes back as it is', () => {
    const { market, state } = running();
    const same: GridState = latestState(market, settingsOf(FIVE, SPOT), state);
    expect(same).toBe(state);
  });
});
