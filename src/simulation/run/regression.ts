import type { SeedPlan } from './plan.js';

/** A run that has once failed, with what it had found: kept as a file, and run again for every change. */
export interface Regression {
  /** What it was, in a sentence. */
  readonly found: string;
  readonly plan: SeedPlan;
}
