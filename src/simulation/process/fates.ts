import type { Draws } from '../kernel/draws.js';
import type { Fate } from './incarnation.js';
import type { Faults } from './faults.js';

/** Sites of ports, roughly: how many crashes a seed has is spread over so many. */
const SITES = 60;
/** How often a site is passed, roughly, before something happens there. */
const PASSES = 6;

/** A site with how often it was passed, and the passes at which something happens; 0 when nothing does. */
interface PassedSite {
  passes: number;
  readonly crashAt: number;
  readonly sleepAt: number;
}

/**
 * Where processes die and sleep. Every site has its own number drawn, so that one that is passed seldom is hit as often as one
 * that is passed all the time: a crash at the commit of an answer says more than a thousand in an idle loop.
 */
export class Fates implements Fate {
  private readonly sites = new Map<string, PassedSite>();
  private over = false;

  constructor(
    private readonly draws: Draws,
    private readonly faults: Faults,
  ) {}

  stop(): void {
    this.over = true;
  }

  readonly at = (site: string): ReturnType<Fate['at']> => {
    if (this.over) return 0;
    const passed = this.siteOf(site);
    passed.passes += 1;
    if (passed.crashAt === passed.passes && this.faults.note('crash', site)) return 'dies';
    if (passed.sleepAt !== passed.passes || !this.faults.note('pause', site)) return 0;
    return this.draws.whole(`pause of ${site}`, 500, 40_000);
  };

  private siteOf(site: string): PassedSite {
    const there = this.sites.get(site);
    if (there !== undefined) return there;
    const fresh = { passes: 0, crashAt: this.planned('crash', site), sleepAt: this.planned('pause', site) };
    this.sites.set(site, fresh);
    return fresh;
  }

  /** The pass at which it happens; 0 when it does not. */
  private planned(kind: 'crash' | 'pause', site: string): number {
    if (this.draws.unit(`${kind} at ${site}`) >= this.faults.of(kind) / SITES) return 0;
    return 1 + Math.floor(-Math.log(1 - this.draws.unit(`${kind} when ${site}`)) * PASSES);
  }
}
