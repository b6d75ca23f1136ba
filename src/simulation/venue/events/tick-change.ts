import type { Scene, VenueEvent } from './venue-event.js';

/** Hundredths of the quote currency; the market itself goes on in single ones, as it did. */
const TICKS = [1, 2, 5, 10] as const;

/** The prices of an instrument get another step while orders rest: what stands between two steps goes, or stays where it was. */
export const TICK_CHANGE: VenueEvent = {
  kind: 'tick-changes',
  everyMs: [8_000, 20_000],
  happen: (scene: Scene): void => {
    const { draws, venue, symbols, profile, say } = scene;
    const symbol = draws.pick('whose tick', symbols);
    const tick = BigInt(draws.pick('which tick', TICKS)) * 10n ** 16n;
    say(`the tick of ${symbol} changes`);
    venue.changeTick(symbol, tick, profile.tickChangeCancels);
  },
};
