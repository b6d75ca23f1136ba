import { holds, type Scene, type VenueEvent } from './venue-event.js';

/** Reads work and nothing can be changed, or there is no venue for a while. */
export const MAINTENANCE: VenueEvent = {
  kind: 'maintenance',
  everyMs: [6_000, 18_000],
  happen: (scene: Scene): void => {
    const { draws, profile } = scene;
    const forMs = draws.whole('maintenance', 2_000, 25_000);
    if (draws.chance('all of it is down', 0.4)) {
      const down = { writes: () => 'silent' as const, reads: () => false, tells: () => false };
      holds(scene, 'the venue is down', forMs, down, scene.reconnected);
      return;
    }
    const refused = profile.namesMaintenance ? { code: 'instrument-halted' } : ('unreadable' as const);
    holds(scene, 'maintenance: writes are refused', forMs, { writes: () => refused });
  },
};
