import type { FoundOrder } from '../../exchange/contracts/queries/look-up-orders.query.js';
import { sightingsOf } from './sightings.js';

const order = (changed: Partial<FoundOrder>): FoundOrder => ({
  ...{ clientOrderId: 'a', status: 'triggered', venueOrderId: 'v-1', code: null, ...changed },
});
const shown = (found: FoundOrder) =>
  sightingsOf({ found: [found], nowhere: ['b'], executions: [], remembers: null })('a');

describe('what a look has shown', () => {
  it('is nothing of an order that was not looked for, and nowhere of one that no place knows', () => {
    const shownOf = sightingsOf({ found: [], nowhere: ['b'], executions: [], remembers: null });
    expect(shownOf('a').sighting).toEqual({ seen: 'nothing' });
    expect(shownOf('b').sighting).toEqual({ seen: 'nowhere' });
  });

  it('is the order itself where nothing acts for it', () => {
    expect(shown(order({ status: 'cancelled', code: 'asked' }))).toEqual({
      ...{ sighting: { seen: 'cancelled', code: 'asked' }, childOrderId: null },
    });
    expect(shown(order({})).sighting).toMatchObject({ seen: 'triggered' });
  });

  it('is as far as its child has come where that acts for it', () => {
    const child = { venueOrderId: 'c-1', code: null } as const;
    expect(shown(order({ child: null }))).toEqual({
      ...{ sighting: { seen: 'child', shown: false }, childOrderId: null },
    });
    expect(shown(order({ child: { ...child, status: 'open' } }))).toEqual({
      ...{ sighting: { seen: 'child', shown: true }, childOrderId: 'c-1' },
    });
    expect(shown(order({ child: { ...child, status: 'filled' } })).sighting).toEqual({ seen: 'filled' });
    expect(
      shown(order({ child: { ...child, status: 'rejected', code: 'insufficient-margin' } })).sighting,
    ).toEqual({ seen: 'cancelled', code: 'insufficient-margin' });
    expect(shown(order({ child: { ...child, status: 'expired' } })).sighting).toEqual({
      ...{ seen: 'cancelled', code: 'expired' },
    });
  });
});
