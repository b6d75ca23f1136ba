import { holdingsAt } from './adl.js';
import { isLookedAt, type Scene, type VenueEvent } from './venue-event.js';

/**
 * The venue takes a whole position with everything that rests beside it: nobody here has ordered that, and no id is on it. In
 * hedge mode it takes one of the two.
 */
export const LIQUIDATION: VenueEvent = {
  kind: 'liquidation',
  everyMs: [5_000, 15_000],
  happen: (scene: Scene): void => {
    const { draws, venue, say } = scene;
    const held = holdingsAt(scene);
    if (held.length === 0) return;
    const { accountId, symbol, slot } = draws.pick('who is liquidated', held);
    say(`${accountId} ${symbol} is liquidated (${slot})`);
    venue.liquidate(accountId, symbol, slot);
    isLookedAt(scene, 'the liquidation');
  },
};
