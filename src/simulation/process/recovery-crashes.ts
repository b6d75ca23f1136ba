import type { Draws } from '../kernel/draws.js';
import type { Faults } from './faults.js';
import type { Fate } from './incarnation.js';

const KIND = 'crash-in-recovery';
/** Ports that a process calls until it has recovered, at most; it dies at the first ten as often as at the next hundred. */
const MOST_CALLS = 400;
/** What dies while it starts is started again at once. */
const AGAIN_IN_MS = [50, 1_000] as const;

/**
 * Processes that have died and die again while they recover: before they have the leases, before their first look at an account,
 * in the midst of what they tell. Whether each life does is drawn, so that several in a row do.
 */
export class RecoveryCrashes {
  private readonly again = new Set<string>();

  constructor(
    private readonly draws: Draws,
    private readonly faults: Faults,
    private readonly fate: Fate,
  ) {}

  /** What becomes of one life of a process. The first has nothing to recover from. */
  fateOf(process: string, number: number): Fate {
    const { draws, faults, fate, again } = this;
    again.delete(process);
    if (number === 1 || !draws.chance(`${KIND} of ${process}`, faults.of(KIND))) return fate;
    const last = Math.ceil(MOST_CALLS ** draws.unit(`calls until the ${KIND} of ${process}`));
    let calls = 0;
    return {
      at: (site) => {
        calls += 1;
        if (calls !== last || faults.of(KIND) === 0 || !faults.note(KIND, site)) return fate.at(site);
        again.add(process);
        return 'dies';
      },
    };
  }

  /** When a process that has died in its recovery is started again; null for any other. */
  restartInMs(process: string): number | null {
    return this.again.has(process) ? this.draws.whole(`${KIND}: ${process} again`, ...AGAIN_IN_MS) : null;
  }
}
