import { perpetual, running, notes, places, cancels, ends } from '../testing/five-cells.js';
import { RUNNING } from './outputs.js';
import { netHeld } from './stop.js';

const slots = (venue: ReturnType<typeof running>): readonly string[] =>
  venue.state.slots.map(({ lower, upper }) => `${lower / 100}-${upper / 100}`);

describe('a range that follows the market', () => {
  /** Everything sold: the price has risen to the upper edge. */
  const risen = (document: object): ReturnType<typeof running> => {
    const venue = running(document);
    for (const leg of ['cell-2-1', 'cell-3-1', 'cell-4-1']) venue.fill(leg);
    return venue;
  };

  it('stays while a close is less than a whole level beyond its edge', () => {
    const venue = risen({ trailingUp: '200' });
    expect(notes(venue.close('159.99'))).toEqual(['out-of-range']);
    expect(venue.close('159.99')).toBe(RUNNING);
    expect(venue.state.lines.at(-1)).toBe(15_000);
  });

  it('upwards moves its lowest cell to the top, with its buy, and leaves every other order where it is', () => {
    const venue = risen({ trailingUp: '200' });
    const outputs = venue.close('160');
    expect(notes(outputs)).toEqual(['range-moved']);
    expect(cancels(outputs)).toEqual(['cell-0-1']);
    expect(venue.confirm()).toMatchObject([
      { order: { leg: 'cell-0-2', side: 'buy', price: 15_000, size: 68_750, reason: 'grid-buy' } },
    ]);
    expect(slots(venue)).toEqual(['150-160', '110-120', '120-130', '130-140', '140-150']);
    expect(venue.state.lines).toEqual([11_000, 12_000, 13_000, 14_000, 15_000, 16_000]);
    expect(venue.fill('cell-0-2')).toMatchObject([{ order: { side: 'sell', price: 16_000 } }]);
  });

  it('follows several levels at once, and never above its limit', () => {
    const venue = risen({ trailingUp: '175' });
    expect(cancels(venue.close('190'))).toEqual(['cell-0-1', 'cell-1-1']);
    venue.confirm();
    expect(slots(venue)).toEqual(['150-160', '160-170', '120-130', '130-140', '140-150']);
    expect(venue.state.course).toMatchObject({ shift: 2, up: null });
    expect(venue.close('200')).toBe(RUNNING);
  });

  it('downwards carries what its highest cell holds to the bottom, for sale one level above the price', () => {
    const venue = running({ trailingDown: '50' });
    for (const leg of ['cell-1-1', 'cell-0-1']) venue.fill(leg);
    const before = netHeld(venue.state);
    const outputs = venue.close('90');
    expect(cancels(outputs)).toEqual(['cell-4-1']);
    expect(venue.confirm()).toMatchObject([
      { order: { leg: 'cell-4-2', side: 'sell', price: 10_000, size: 100_000 } },
    ]);
    expect(netHeld(venue.state)).toBe(before);
    // Once sold it buys for its own amount again: 150 at 100.
    expect(venue.fill('cell-4-2')).toMatchObject([{ order: { side: 'buy', price: 9_000, size: 150_000 } }]);
  });

  it('of a short grid follows downwards with empty cells', () => {
    const venue = perpetual({ mode: 'short', initialPosition: 'none', trailingDown: '50' });
    venue.close('99');
    expect([...venue.orders.values()].every(({ side }) => side === 'sell')).toBe(true);
    venue.close('90');
    expect(venue.confirm()).toMatchObject([{ order: { leg: 'cell-4-2', side: 'sell', price: 1_000 } }]);
  });

  it('a fill that has overtaken the move is answered where the cell was; it moves when it is free', () => {
    const venue = risen({ trailingUp: '200' });
    const late = venue.execute('cell-0-1');
    venue.close('160');
    expect(venue.report(late)).toMatchObject([{ order: { leg: 'cell-0-2', side: 'sell', price: 11_000 } }]);
    expect(venue.confirm()).toEqual([]);
    expect(venue.fill('cell-0-2')).toMatchObject([
      { order: { leg: 'cell-0-3', side: 'buy', price: 15_000 } },
    ]);
    expect(venue.state.targets).toBeNull();
  });

  it('does not follow where a ladder would be refused', () => {
    const venue = running({ trailingDown: '0.01' });
    venue.close('0.01');
    // One level more and the lowest line would be at zero.
    expect(venue.state.lines[0]).toBe(1_000);
    expect(venue.state.course).toMatchObject({ shift: -9, down: null });
    const stop = running({ trailingDown: '50', stopLoss: { unit: 'price', value: '95' } });
    expect(stop.state.course.down).toBeNull();
  });

  it('is left only beyond an edge that does not follow any more', () => {
    const venue = risen({ trailingUp: '160', onRangeExit: 'stop-and-close' });
    expect(ends(venue.close('155'))).toEqual([]);
    expect(ends(venue.close('160'))).toEqual([]);
    venue.confirm();
    expect(ends(venue.close('160'))).toEqual([]);
    expect(ends(venue.close('160.01'))).toEqual(['range-exit']);
    expect(places(venue.close('170'))).toEqual([]);
  });
});
