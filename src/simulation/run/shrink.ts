import { FAULT_KINDS } from '../process/fault-kinds.js';
import { choiceOf, type SeedPlan, type Watching } from './plan.js';
import { runSeed, type SeedResult } from './run-seed.js';

/** Runs that may be spent on making one failing run smaller. */
const MOST_RUNS = 160;
const SHORTEST_MS = 2_000;

interface Run {
  readonly plan: SeedPlan;
  readonly result: SeedResult;
}

export interface Shrunk extends Run {
  /** Faults that are left. */
  readonly faults: number;
  /** The smallest before single faults were left out. */
  readonly byKinds: Run;
}

/**
 * Makes a failing run smaller while it goes on breaking the same invariant: a shorter part with faults, whole kinds of faults
 * left out, then single faults. Every draw has its own counter, so leaving one out moves no other.
 */
export async function shrink(plan: SeedPlan, watching: Watching): Promise<Shrunk> {
  let best: Run = { plan, result: await runSeed(choiceOf(plan, watching)) };
  const broken = best.result.violation?.invariant;
  let runs = 1;
  const better = async (smaller: SeedPlan): Promise<boolean> => {
    if (runs >= MOST_RUNS) return false;
    runs += 1;
    const result = await runSeed(choiceOf(smaller, watching));
    if (result.violation === null || result.violation.invariant !== broken) return false;
    best = { plan: smaller, result };
    return true;
  };
  if (broken === undefined) return { ...best, faults: best.result.faults, byKinds: best };
  for (let span = plan.safetyMs; span > SHORTEST_MS;) {
    const shorter = Math.round(span / 2);
    if (await better({ ...best.plan, safetyMs: best.plan.safetyMs - shorter })) continue;
    span = shorter;
  }
  for (const kind of FAULT_KINDS) {
    if (Object.keys(best.result.cells).every((cell) => !cell.startsWith(`${kind} `))) continue;
    await better({ ...best.plan, without: [...best.plan.without, kind] });
  }
  const byKinds = best;
  await skipInHalves(() => best, better);
  return { ...best, faults: best.result.faults, byKinds };
}

/** Leaves out single faults, many at a time first. */
async function skipInHalves(best: () => Run, better: (smaller: SeedPlan) => Promise<boolean>): Promise<void> {
  for (
    let size = Math.ceil(best().result.occurrences.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < best().result.occurrences.length;) {
      const { plan, result } = best();
      const some = result.occurrences.slice(from, from + size);
      if (!(await better({ ...plan, skip: [...plan.skip, ...some] }))) from += size;
    }
  }
}
