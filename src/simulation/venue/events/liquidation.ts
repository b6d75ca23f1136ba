import { isLookedAt, type Scene, type VenueEvent } from './venue-event.js';

/** The venue takes a whole position with everything that rests beside it: nobody here has ordered that, and no id is on it. */
export const LIQUIDATION: VenueEvent = {
  kind: 'liquidation',
  everyMs: [5_000, 15_000],
  happen: (scene: Scene): void => {
    const { draws, venue, accounts, symbols, say } = scene;
    const held = accounts.flatMap((accountId) =>
      symbols.flatMap((symbol) => (venue.position(accountId, symbol) === 0n ? [] : [{ accountId, symbol }])),
    );
    if (held.length === 0) return;
    const { accountId, symbol } = draws.pick('who is liquidated', held);
    say(`${accountId} ${symbol} is liquidated`);
    venue.liquidate(accountId, symbol);
    isLookedAt(scene, 'the liquidation');
  },
};
