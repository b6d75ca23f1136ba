import type { AtGate, Condition } from '../conditions.js';
import { holds, type Scene, type VenueEvent } from './venue-event.js';

/** Whoever asks so often while being refused is refused for longer. */
const PATIENCE = 6;

/**
 * Too many requests: 429, then 418, then 403, for the whole address and so for every account. The last one is no answer about
 * an order: it is also what a firewall says.
 */
export const BAN: VenueEvent = {
  kind: 'ban',
  everyMs: [5_000, 15_000],
  happen: (scene: Scene): void => banned(scene, 0),
};

function banned(scene: Scene, step: number): void {
  const { draws, profile } = scene;
  const ban = profile.bans[step];
  if (ban === undefined) return;
  const refused: AtGate = ban.status === 403 ? 'unreadable' : { code: 'rate-limited' };
  let asked = 0;
  const ask = (): void => {
    asked += 1;
    if (asked === PATIENCE) banned(scene, step + 1);
  };
  const condition: Condition = {
    writes: () => {
      ask();
      return refused;
    },
    reads: () => {
      ask();
      return false;
    },
  };
  holds(scene, `${ban.status}`, draws.whole('ban', 500, ban.mostMs), condition);
}
