import { holds, type Scene, type VenueEvent } from './venue-event.js';

/** The stream breaks, is opened again, and whoever reads it knows that it was gone. */
export const STREAM_BREAKS: VenueEvent = {
  kind: 'stream-breaks',
  everyMs: [3_000, 9_000],
  happen: (scene: Scene): void => {
    const forMs = scene.draws.whole('stream breaks', 500, 15_000);
    holds(scene, 'the stream is broken', forMs, { tells: () => false }, scene.reconnected);
  },
};

/** The stream of an account stays open and answers pings, and tells nothing: nobody notices. */
export const STREAM_SILENT: VenueEvent = {
  kind: 'stream-silent',
  everyMs: [5_000, 15_000],
  happen: (scene: Scene): void => {
    const { draws, accounts } = scene;
    const silent = draws.pick('whose stream is silent', accounts);
    const forMs = draws.whole('stream silent', 3_000, 40_000);
    holds(scene, `the stream of ${silent} is silent`, forMs, { tells: (accountId) => accountId !== silent });
  },
};
