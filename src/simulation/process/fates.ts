import type { Draws } from '../kernel/draws.js';
import type { Fate } from './incarnation.js';
import type { Faults } from './faults.js';

/** Sites of ports, roughly: how many crashes a seed has is spread over so many. */
const SITES = 60;
/** How often a site is passed, roughly, before something happens there. */
const PASSES = 6;

/**
 * Where processes die and sleep. Every site has its own number drawn, so that one that is passed seldom is hit as often as one
 * that is passed all the time: a crash at the commit of an answer says more than a thousand in an idle loop.
 */
export class Fates implements Fate {
  private readonly counts = new Map<string, number>();
  private readonly plans = new Map<string, { readonly crashAt: number; readonly sleepAt: number }>();
  private over = false;

  constructor(
    private readonly draws: Draws,
    private readonly faults: Faults,
  ) {}

  stop(): void {
    this.over = true;
  }

  readonly crashes = (site: string): boolean => {
    if (this.over) return false;
    const count = (this.counts.get(site) ?? 0) + 1;
    this.counts.set(site, count);
    return this.planOf(site).crashAt === count && this.faults.note('crash', site);
  };

  readonly sleepsMs = (site: string): number => {
    if (this.over || this.planOf(site).sleepAt !== this.counts.get(site)) return 0;
    if (!this.faults.note('pause', site)) return 0;
    return this.draws.whole(`pause of ${site}`, 500, 40_000);
  };

  private planOf(site: string): { readonly crashAt: number; readonly sleepAt: number } {
    const there = this.plans.get(site);
    if (there !== undefined) return there;
    const plan = { crashAt: this.planned('crash', site), sleepAt: this.planned('pause', site) };
    this.plans.set(site, plan);
    return plan;
  }

  /** The pass at which it happens; 0 when it does not. */
  private planned(kind: 'crash' | 'pause', site: string): number {
    if (this.draws.unit(`${kind} at ${site}`) >= this.faults.of(kind) / SITES) return 0;
    return 1 + Math.floor(-Math.log(1 - this.draws.unit(`${kind} when ${site}`)) * PASSES);
  }
}
