import type { Condition } from '../conditions.js';
import { holds, isLookedAt, type Scene, type VenueEvent } from './venue-event.js';

/** The key of an account is taken back, or its address is not on the list any more, until somebody sees to it. */
export const KEY_REVOKED: VenueEvent = {
  kind: 'key-revoked',
  everyMs: [8_000, 20_000],
  happen: (scene: Scene): void => {
    const { draws, accounts } = scene;
    const revoked = draws.pick('whose key', accounts);
    const forMs = draws.whole('key revoked', 3_000, 20_000);
    const condition: Condition = {
      writes: (accountId) => (accountId === revoked ? { code: 'invalid-key' } : 'open'),
      reads: (accountId) => accountId !== revoked,
      tells: (accountId) => accountId !== revoked,
    };
    holds(scene, `the key of ${revoked} is revoked`, forMs, condition, () =>
      isLookedAt(scene, 'the new key'),
    );
  },
};
