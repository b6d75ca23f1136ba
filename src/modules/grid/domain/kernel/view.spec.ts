import { spot, running } from '../testing/five-cells.js';
import { ladderView, wantedOrders } from './view.js';

describe('views', () => {
  it('wanted orders are what rests at the venue', () => {
    const venue = spot({ stopLoss: { unit: 'price', value: '90' } });
    venue.close('121');
    expect(wantedOrders(venue.market, venue.settings, venue.state)).toEqual([...venue.orders.values()]);
    venue.fill('initial', { price: 12_100 });
    venue.fill('cell-2-1');
    const byLeg = (legs: readonly { leg: string }[]): readonly string[] => legs.map(({ leg }) => leg).sort();
    expect(byLeg(wantedOrders(venue.market, venue.settings, venue.state))).toEqual(
      byLeg([...venue.orders.values()]),
    );
  });

  it('the ladder is shown in decimals', () => {
    const venue = running();
    expect(ladderView(venue.market.scale, venue.state)[2]).toEqual({
      cell: 2,
      lower: '120',
      upper: '130',
      size: '1',
      opens: 'buy',
      order: 'sell',
      filled: '0',
      held: '1',
    });
  });
});
