import { LATER_KINDS, type FaultKind } from '../process/fault-kinds.js';
import type { SeedPlan } from './plan.js';

/** A run that has once failed, with what it had found: kept as a file, and run again for every change. */
export interface Regression {
  /** What it was, in a sentence. */
  readonly found: string;
  readonly plan: SeedPlan;
  /** Those of the kinds that came later which it needs; it was kept without the others, so it is run without them. */
  readonly with?: readonly FaultKind[];
}

/** The run that was kept. */
export const keptPlan = ({ plan, with: needed = [] }: Regression): SeedPlan => ({
  ...plan,
  without: [...plan.without, ...LATER_KINDS.filter((kind) => !needed.includes(kind))],
});
