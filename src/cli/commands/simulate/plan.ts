import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS } from '../../../simulation/mutations/mutations.js';
import type { Mutation } from '../../../simulation/mutations/mutation.js';
import { PROFILES, type VenueProfile } from '../../../simulation/venue/profiles.js';
import {
  isFaultKind,
  SAFETY_MS,
  SCENARIOS,
  type Scenario,
  type SeedPlan,
} from '../../../simulation/run/plan.js';
import type { Regression } from '../../../simulation/run/regression.js';
import type { Values } from '../../command.js';
import { WrongInput } from '../../wrong-input.js';
import type { simulateOptions } from './options.js';

type Given = Values<typeof simulateOptions>;

/** What was asked for, checked. */
export interface SimulationPlan {
  readonly fromSeed: number;
  readonly seeds: number;
  readonly minutes: number | null;
  readonly profile: VenueProfile['name'];
  readonly scenario: Scenario;
  readonly workers: number;
  readonly without: SeedPlan['without'];
  readonly safetyMs: number;
  readonly until: number | null;
  /** Faults to plant into the program. */
  readonly mutations: readonly Mutation[];
  readonly regressions: readonly Regression[];
  /** A file of candles that all prices go along. */
  readonly candles: string | null;
}

const MOST_WORKERS = 64;

/** @throws WrongInput */
export function planOf(values: Given): SimulationPlan {
  const seeds = whole('seeds', values.seeds, 3_000, 1, 100_000_000);
  if (seeds !== 1 && (values.until !== undefined || values.trace === true))
    throw new WrongInput('--until and --trace go with one seed: add --seeds 1.');
  if (values.only !== undefined && values.mutations !== true)
    throw new WrongInput('--only says which faults are planted: add --mutations.');
  return {
    seeds,
    fromSeed: whole('from-seed', values['from-seed'], 1, 0, 2 ** 31 - 1),
    minutes: values.minutes === undefined ? null : whole('minutes', values.minutes, 0, 1, 10_000),
    profile: oneOf('profile', values.profile ?? 'hostile', Object.keys(PROFILES) as VenueProfile['name'][]),
    scenario: oneOf('scenario', values.scenario ?? 'mixed', SCENARIOS),
    workers: whole('workers', values.workers, 1, 1, MOST_WORKERS),
    without: namesIn(values.without ?? '').map(faultKind),
    safetyMs: whole('safety-ms', values['safety-ms'], SAFETY_MS, 1_000, 3_600_000),
    until: values.until === undefined ? null : whole('until', values.until, 0, 1, 1_000_000_000),
    candles: values.candles ?? null,
    mutations: values.only === undefined ? MUTATIONS : namesIn(values.only).map(mutationOf),
    regressions: values.regressions === undefined ? [] : regressionsIn(values.regressions),
  };
}

function whole(name: string, text: string | undefined, usual: number, least: number, most: number): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new WrongInput(`--${name} ${text}: a whole number ${least}..${most}.`);
  return value;
}

function oneOf<const T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new WrongInput(`--${name} ${text}: one of ${known.join(', ')}.`);
  return found;
}

const namesIn = (list: string): readonly string[] => list.split(',').filter((name) => name !== '');

function mutationOf(text: string): Mutation {
  const found = MUTATIONS.find(({ name }) => name === text);
  if (found === undefined) throw new WrongInput(`--only ${text}: no planted fault is called that.`);
  return found;
}

function faultKind(text: string): SeedPlan['without'][number] {
  if (!isFaultKind(text))
    throw new WrongInput(`--without ${text}: no fault is called that; see docs/simulation.md.`);
  return text;
}

function regressionsIn(folder: string): readonly Regression[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Regression);
  } catch (error) {
    throw new WrongInput(`--regressions ${folder}: ${(error as Error).message}.`, { cause: error });
  }
}
