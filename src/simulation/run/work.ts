import { MUTATIONS } from '../mutations/mutations.js';
import type { VenueProfile } from '../venue/profiles.js';
import { choiceOf, type Scenario, type SeedPlan, type Watching } from './plan.js';
import { runSeed, type SeedResult } from './run-seed.js';
import { shrink } from './shrink.js';
import { toldRun, type ToldRun } from './told-run.js';
import { tryMutation, type MutationResult } from './try-mutation.js';

/** One piece of work for a thread; plain data. */
export type Work =
  | { readonly kind: 'seed'; readonly plan: SeedPlan; readonly again: boolean }
  | {
      readonly kind: 'mutation';
      readonly name: string;
      readonly fromSeed: number;
      readonly seeds: number;
      readonly profile: VenueProfile['name'];
      readonly scenario: Scenario;
    };

export interface FoundViolation {
  readonly seed: number;
  readonly invariant: string;
  readonly details: string;
  readonly event: number;
  readonly lines: readonly string[];
  readonly drawn: Readonly<Record<string, number>>;
  /** The smallest run that still shows it. */
  readonly shrunk: SeedPlan & { readonly event: number; readonly faults: number };
  /** A run that shows it and that a line can tell; null when it takes a file. */
  readonly told: ToldRun | null;
}

export type Done =
  | {
      readonly kind: 'seed';
      readonly counts: Pick<SeedResult, 'decisions' | 'orders' | 'crashes' | 'pauses' | 'faults' | 'events'>;
      readonly cells: SeedResult['cells'];
      readonly violation: FoundViolation | null;
    }
  | { readonly kind: 'mutation'; readonly mutation: MutationResult };

/** What every run of a thread has in common. */
export type ThreadWatching = Pick<Watching, 'breath' | 'recorded'>;

const LAST_LINES = 60;

/** Does one piece of work; the same piece always comes to the same. */
export async function doWork(work: Work, watching: ThreadWatching): Promise<Done> {
  if (work.kind === 'mutation') {
    const mutation = MUTATIONS.find(({ name }) => name === work.name);
    if (mutation === undefined) throw new RangeError(`no mutation is called ${work.name}`);
    return { kind: 'mutation', mutation: await tryMutation(mutation, work, watching) };
  }
  const { plan } = work;
  const result = await runSeed(choiceOf(plan, watching));
  const { decisions, orders, crashes, pauses, faults, events, cells } = result;
  const counts = { decisions, orders, crashes, pauses, faults, events };
  return { kind: 'seed', counts, cells, violation: await violationOf(work.again, plan, result, watching) };
}

async function violationOf(
  again: boolean,
  plan: SeedPlan,
  result: SeedResult,
  watching: ThreadWatching,
): Promise<FoundViolation | null> {
  const { seed } = plan;
  const { drawn } = result;
  const whole = { ...plan, event: result.events, faults: result.faults };
  if (result.violation !== null) {
    const { lines } = await runSeed(choiceOf(plan, { ...watching, keep: LAST_LINES }));
    const small = await shrink(plan, watching);
    const event = small.result.violation?.event ?? result.violation.event;
    const shrunk = { ...small.plan, event, faults: small.faults };
    const told = await toldRun(small.byKinds, watching);
    return { seed, ...result.violation, lines, drawn, shrunk, told };
  }
  if (!again) return null;
  const second = await runSeed(choiceOf(plan, watching));
  if (second.hash === result.hash) return null;
  const details = `${result.hash} the first time, ${second.hash} the second`;
  return {
    seed,
    invariant: 'the same seed gives the same run',
    details,
    event: 0,
    lines: [],
    drawn,
    shrunk: whole,
    // It breaks nothing: what is to be seen is that its hash differs.
    told: { plan, until: null },
  };
}

/** Seeds that are run twice: one in a hundred. */
export const runsTwice = (seed: number): boolean => seed % 100 === 0;

export const seedWork = (plan: SeedPlan): Work => ({ kind: 'seed', again: runsTwice(plan.seed), plan });
