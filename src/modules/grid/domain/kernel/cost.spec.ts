import { spot } from '../testing/five-cells.js';
import type { ScriptedVenue } from '../testing/scripted-venue.js';
import { RUNNING } from './outputs.js';
import type { GridState } from './state.js';

/** The state with its lists watched: how often something is read of them. */
function watched(state: GridState): { readonly state: GridState; readonly reads: () => number } {
  let reads = 0;
  const watch = <List extends object>(list: List): List =>
    new Proxy(list, {
      get: (target, name, receiver): unknown => {
        reads += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  const { cells, slots, lines } = state;
  return {
    state: { ...state, cells: watch(cells), slots: watch(slots), lines: watch(lines) },
    reads: () => reads,
  };
}

function readsOfAClose(levels: number, document: object = {}): number {
  const venue: ScriptedVenue = spot({ levels, amounts: null, investment: '50000', ...document });
  venue.close('121');
  venue.fill('initial', { price: 12_100 });
  const { state, reads } = watched(venue.state);
  venue.state = state;
  expect(venue.close('121.5', { values: { 'adx.trend': 0 } })).toBe(RUNNING);
  expect(venue.state).toBe(state);
  return reads();
}

describe('a close at which nothing happens', () => {
  it('reads as much of a grid of 150 levels as of one of 5', () => {
    expect(readsOfAClose(150)).toBe(readsOfAClose(5));
    expect(readsOfAClose(150)).toBeLessThan(10);
  });

  it('costs no more for a grid that may move', () => {
    const moving = { trailingUp: '500', trailingDown: '50', trendFilter: 'off', onRangeExit: 'recenter' };
    expect(readsOfAClose(150, moving)).toBe(readsOfAClose(5, moving));
  });
});
