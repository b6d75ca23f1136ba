import { cancels, ends, notes, outcomes, places } from '../testing/five-cells.js';
import { SPOT } from '../testing/markets.js';
import { ScriptedVenue } from '../testing/scripted-venue.js';
import { RUNNING } from './outputs.js';

const DYNAMIC = { spacing: 'dynamic', levels: 5, investment: '4000' };

const at = (centre: number, range = 10): { values: Readonly<Record<string, number>> } => ({
  values: { 'dynamic.centre': centre, 'dynamic.range': range },
});

/** 979, 989.50, 1000, 1010.50, 1021 around a price of 1000; the upper half is bought. */
function dynamic(document: object = {}): ScriptedVenue {
  const venue = new ScriptedVenue({ ...DYNAMIC, ...document }, SPOT);
  venue.close('1000', at(1_000));
  if (venue.orders.has('initial')) venue.fill('initial', { price: 100_000 });
  return venue;
}

const prices = (venue: ScriptedVenue): readonly string[] =>
  venue.ladder().map((line) => line.split(' ').slice(0, 2).join(' '));

describe('a grid with dynamic lines', () => {
  it('waits until they can be drawn, then starts on them', () => {
    const venue = new ScriptedVenue(DYNAMIC, SPOT);
    for (const unknown of [NaN, 0 / 0])
      expect(outcomes(venue.close('1000', at(unknown)))).toEqual(['warm-up']);
    expect(outcomes(venue.close('1000', at(1_000)))).toEqual(['started']);
    expect(venue.state.lines).toEqual([97_900, 98_950, 100_000, 101_050, 102_100]);
  });

  it('is refused at the start like any other when a step does not pay its fees', () => {
    const venue = new ScriptedVenue({ ...DYNAMIC, investment: '10' }, SPOT);
    expect(ends(venue.close('1000', at(1_000)))).toEqual(['cell-below-minimum']);
  });

  it('costs nothing while the lines stand', () => {
    const venue = dynamic();
    expect(venue.close('1000', at(1_000))).toBe(RUNNING);
    expect(venue.close('1000', at(NaN))).toBe(RUNNING);
  });

  it('changes its orders by difference: buys move, sells stay until they have filled', () => {
    const venue = dynamic();
    expect(prices(venue)).toEqual(['buy 97900', 'buy 98950', 'sell 101050', 'sell 102100']);
    const outputs = venue.close('1005', at(1_002));
    expect(cancels(outputs)).toEqual(['cell-0-1', 'cell-1-1']);
    venue.confirm();
    expect(prices(venue)).toEqual(['buy 98099', 'buy 99149', 'sell 101050', 'sell 102100']);
    // Free again, the cell works where it belongs: between 1002 and 1012.51.
    expect(venue.fill('cell-2-1')).toMatchObject([{ order: { side: 'buy', price: 100_200 } }]);
    expect(venue.fill('cell-2-2')).toMatchObject([{ order: { side: 'sell', price: 101_251 } }]);
  });

  it('an order whose line has not moved stays', () => {
    const venue = dynamic();
    const outputs = venue.close('1000', at(1_000, 10.0000001));
    expect(cancels(outputs)).toEqual([]);
    expect(places(outputs)).toEqual([]);
  });

  it('a fill that has overtaken its cancel keeps the lines it was made on', () => {
    const venue = dynamic();
    const late = venue.execute('cell-1-1');
    venue.close('1005', at(1_002));
    expect(venue.report(late)).toMatchObject([{ order: { leg: 'cell-1-2', side: 'sell', price: 100_000 } }]);
    venue.confirm();
    expect(venue.fill('cell-1-2')).toMatchObject([{ order: { side: 'buy', price: 99_149 } }]);
  });

  it('lines that would be refused leave the old ones where they are', () => {
    const venue = dynamic();
    expect(notes(venue.close('1000', at(0.4, 0.001)))).toContain('lines-kept');
    expect(prices(venue)).toEqual(['buy 97900', 'buy 98950', 'sell 101050', 'sell 102100']);
  });

  it('opens nothing outside the bounds it was given', () => {
    const venue = dynamic({ lower: '985', upper: '1100' });
    expect(prices(venue)).toEqual(['buy 98950', 'sell 101050', 'sell 102100']);
    expect(venue.state.cells[0]!.order).toBe('barred');
    const outputs = venue.close('1020', at(1_012));
    venue.confirm();
    expect(places(outputs)).toEqual(['cell-0-1 buy grid-buy']);
    expect(prices(venue)).toEqual(['buy 99093', 'buy 100146', 'sell 101050', 'sell 102100']);
  });
});
