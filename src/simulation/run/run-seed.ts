import { Violation } from '../invariants/violation.js';
import { World, type RunCounts } from '../world/world.js';
import type { RunChoice } from '../world/run-choice.js';

/** What one seed came to. */
export interface SeedResult extends RunCounts {
  readonly seed: number;
  readonly hash: string;
  readonly violation: { readonly invariant: string; readonly details: string; readonly event: number } | null;
  /** The last lines of the trace. */
  readonly lines: readonly string[];
  /** Faults that happened, one by one. */
  readonly occurrences: readonly string[];
  /** How often each fault happened at each site. */
  readonly cells: Readonly<Record<string, number>>;
  /** How likely each kind of fault was. */
  readonly drawn: Readonly<Record<string, number>>;
}

/** Runs one seed from its beginning until everything is settled, or until something that must hold does not. */
export async function runSeed(choice: RunChoice): Promise<SeedResult> {
  const world = new World(choice);
  let violation: SeedResult['violation'] = null;
  try {
    await world.run();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    const { invariant, details } = error;
    violation = { invariant, details, event: world.ground.kernel.events };
  }
  const { trace, faults } = world.ground;
  return {
    ...world.counts,
    ...{ seed: choice.seed, hash: trace.hash, violation, lines: trace.lines },
    ...{ occurrences: faults.occurrences, cells: Object.fromEntries(faults.happened), drawn: faults.drawn },
  };
}
