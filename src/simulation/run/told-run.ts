import { choiceOf, type SeedPlan, type Watching } from './plan.js';
import { runSeed, type SeedResult } from './run-seed.js';

/** A failing run as a line tells it. */
export interface ToldRun {
  readonly plan: SeedPlan;
  /** The event after which it may be cut and still shows what it breaks; null when that only shows where it ends. */
  readonly until: number | null;
}

/**
 * How a line tells a failing run; null when it cannot, as it has no words for single faults that are left out. Whether the run may
 * be cut is found out by cutting it: what is looked at when everything has come to rest is not seen by who stops before.
 */
export async function toldRun(
  { plan, result }: { readonly plan: SeedPlan; readonly result: SeedResult },
  watching: Watching,
): Promise<ToldRun | null> {
  if (plan.skip.length > 0 || result.violation === null) return null;
  const { event, invariant } = result.violation;
  const cut = await runSeed(choiceOf(plan, { ...watching, mostEvents: event }));
  return { plan, until: cut.violation?.invariant === invariant ? event : null };
}
