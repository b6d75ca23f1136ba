import { FAULT_KINDS, type FaultKind } from '../process/fault-kinds.js';
import type { FaultPlan } from '../process/faults.js';
import { PROFILES, type VenueProfile } from '../venue/profiles.js';
import type { Breath } from '../kernel/kernel.js';
import type { Mutation } from '../mutations/mutation.js';
import { ScriptedCast } from '../casts/scripted-cast.js';
import { StrategiesCast } from '../casts/strategies-cast.js';
import type { Cast, Stage } from '../world/cast.js';
import type { RecordedCandles } from '../world/recorded-bars.js';
import type { RunChoice } from '../world/run-choice.js';

/** Who trades, by name. */
const CASTS = {
  orders: (stage: Stage): Cast => new ScriptedCast(stage),
  'hyper-rsi': (stage: Stage): Cast => new StrategiesCast(stage, ['hyper-rsi']),
  grid: (stage: Stage): Cast => new StrategiesCast(stage, ['grid']),
  mixed: (stage: Stage): Cast => new StrategiesCast(stage, ['hyper-rsi', 'grid']),
} as const satisfies Readonly<Record<string, RunChoice['cast']>>;

export type Scenario = keyof typeof CASTS;

export const SCENARIOS = Object.keys(CASTS) as Scenario[];

/** Virtual time with faults; what comes after it is without. */
export const SAFETY_MS = 40_000;

/** A run as it is written down: plain data, the same always gives the same run. */
export interface SeedPlan {
  readonly seed: number;
  readonly profile: VenueProfile['name'];
  readonly scenario: Scenario;
  /** Kinds of faults that do not happen. */
  readonly without: readonly FaultKind[];
  /** Single faults that do not happen: kind, site and which time. */
  readonly skip: readonly string[];
  /** Kinds of faults that are as strong as they get. */
  readonly strongest?: readonly FaultKind[];
  readonly safetyMs: number;
}

export const plainPlan = (seed: number, profile: VenueProfile['name'], scenario: Scenario): SeedPlan => ({
  seed,
  profile,
  scenario,
  without: [],
  skip: [],
  safetyMs: SAFETY_MS,
});

export interface Watching {
  readonly breath: Breath;
  readonly mutation?: Mutation | null;
  /** Candles that all prices go along. */
  readonly recorded?: RecordedCandles | null;
  /** Lines of the trace that are kept. */
  readonly keep?: number;
  readonly tell?: ((line: string) => void) | null;
  readonly mostEvents?: number;
}

export function choiceOf(
  { seed, profile, scenario, without, skip, strongest = [], safetyMs }: SeedPlan,
  {
    breath,
    mutation = null,
    recorded = null,
    keep = 0,
    tell = null,
    mostEvents = Number.POSITIVE_INFINITY,
  }: Watching,
): RunChoice {
  const faults: FaultPlan = {
    without: new Set(without),
    skip: new Set(skip),
    strongest: new Set(strongest),
  };
  const cast = CASTS[scenario];
  return {
    seed,
    cast,
    profile: PROFILES[profile],
    faults,
    safetyMs,
    breath,
    mutation,
    recorded,
    keep,
    tell,
    mostEvents,
  };
}

export const isFaultKind = (text: string): text is FaultKind =>
  (FAULT_KINDS as readonly string[]).includes(text);

/**
 * What a person pastes to see it again.
 * @param until the event after which it stops; null for all of it.
 */
export function lineOf(
  plan: SeedPlan,
  until: number | null,
  { commit, candles = null }: { readonly commit: string | null; readonly candles?: string | null },
): string {
  const { seed, profile, scenario, without, safetyMs } = plan;
  const words = [
    'node bin/tradingboost.mjs simulate',
    `--from-seed ${seed} --seeds 1 --profile ${profile} --scenario ${scenario}`,
    ...(without.length > 0 ? [`--without ${without.join(',')}`] : []),
    ...(safetyMs === SAFETY_MS ? [] : [`--safety-ms ${safetyMs}`]),
    ...(candles === null ? [] : [`--candles ${candles}`]),
    ...(until === null ? [] : [`--until ${until}`]),
    '--trace',
    ...(commit === null ? [] : [`  # commit ${commit}`]),
  ];
  return words.join(' ');
}
