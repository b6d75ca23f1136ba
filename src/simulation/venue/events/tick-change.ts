import { holds, type Scene, type VenueEvent } from './venue-event.js';

/** Hundredths of the quote currency; the market itself goes on in single ones, as it did. */
const TICKS = [1, 2, 5, 10] as const;

/** What everybody here takes for the step of prices. */
const USUAL = 10n ** 16n;

/**
 * The prices of an instrument get another step while orders rest: what stands between two steps goes, or stays where it was. After
 * a while the step is the usual one again: a bot is bound to the instrument as it was at its start, and would be refused for ever.
 */
export const TICK_CHANGE: VenueEvent = {
  kind: 'tick-changes',
  everyMs: [8_000, 20_000],
  happen: (scene: Scene): void => {
    const { draws, venue, symbols, profile } = scene;
    const symbol = draws.pick('whose tick', symbols);
    const tick = BigInt(draws.pick('which tick', TICKS)) * USUAL;
    venue.changeTick(symbol, tick, profile.tickChangeCancels);
    const forMs = draws.whole('how long the tick is another', 3_000, 20_000);
    holds(scene, `another tick of ${symbol}`, forMs, {}, () => venue.changeTick(symbol, USUAL, false));
  },
};
