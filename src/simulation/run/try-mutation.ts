import type { Mutation } from '../mutations/mutation.js';
import { choiceOf, plainPlan, type Scenario, type Watching } from './plan.js';
import { runSeed } from './run-seed.js';
import type { VenueProfile } from '../venue/profiles.js';

export interface MutationResult {
  readonly name: string;
  readonly caught: boolean;
  /** The seed that has shown it; null when none has. */
  readonly seed: number | null;
  /** What it has broken there. */
  readonly invariant: string | null;
  /** Seeds that were tried, that one included. */
  readonly seeds: number;
}

export interface MutationTrial {
  readonly fromSeed: number;
  readonly seeds: number;
  readonly profile: VenueProfile['name'];
  readonly scenario: Scenario;
}

/** Where most is done with what is planted: into Orders, or into what trades by candles. */
export const scenarioOf = ({ shell, resume }: Mutation): Scenario =>
  shell === undefined && resume === undefined ? 'orders' : 'mixed';

/** Invariants are named by their number, or in full where a number has several and not all of them will do. */
const isAbout = (invariant: string, name: string): boolean =>
  invariant === name || invariant.startsWith(`${name} `);

/** A run that goes on for so long has lost its way; the planted fault has not been caught by it. */
const MOST_EVENTS = 40_000;

/**
 * Looks for a seed in which an invariant that is there to find a planted fault finds it, and that the program as it is gets
 * through. Whatever else a worse program breaks on the way is luck, and says nothing of the next seeds.
 */
export async function tryMutation(
  mutation: Mutation,
  { fromSeed, seeds, profile, scenario }: MutationTrial,
  watching: Pick<Watching, 'breath' | 'recorded'>,
): Promise<MutationResult> {
  const { name, finds, needs = [] } = mutation;
  for (let seed = fromSeed; seed < fromSeed + seeds; seed += 1) {
    const plan = { ...plainPlan(seed, profile, scenario), strongest: needs };
    const { violation } = await runSeed(choiceOf(plan, { ...watching, mutation, mostEvents: MOST_EVENTS }));
    if (violation === null || !finds.some((one) => isAbout(violation.invariant, one))) continue;
    const sound = await runSeed(choiceOf(plan, watching));
    if (sound.violation !== null) continue;
    return { name, caught: true, seed, invariant: violation.invariant, seeds: seed - fromSeed + 1 };
  }
  return { name, caught: false, seed: null, invariant: null, seeds };
}
