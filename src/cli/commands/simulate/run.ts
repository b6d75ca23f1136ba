import { execFileSync } from 'node:child_process';
import { choiceOf, lineOf, plainPlan } from '../../../simulation/run/plan.js';
import { runSeed } from '../../../simulation/run/run-seed.js';
import { seedWork, type FoundViolation, type Work } from '../../../simulation/run/work.js';
import { keptPlan } from '../../../simulation/run/regression.js';
import { scenarioOf, type MutationResult } from '../../../simulation/run/try-mutation.js';
import type { ExitCode, Invocation } from '../../command.js';
import { BadInput, readCandles } from '../../../backtest/index.js';
import type { RecordedCandles } from '../../../simulation/world/recorded-bars.js';
import { printer, writeJson } from '../../json-output.js';
import { WrongInput } from '../../wrong-input.js';
import { ProgressBar } from '../backtest/progress-bar.js';
import { breath } from './breath.js';
import type { simulateOptions } from './options.js';
import { planOf, type SimulationPlan } from './plan.js';
import { Totals, type SimulationResult } from './result.js';
import { inThreads } from './threads.js';

/** Seeds that are tried for one planted fault before it counts as not found. */
const SEEDS_FOR_A_MUTATION = 400;

/** Of a run without single faults. */
const TAKES_A_FILE = 'No line tells it: put it into a file as below, and run that with --regressions.';

type Print = (line: string) => void;
type Recorded = RecordedCandles | null;

export async function runCommand({
  values,
  terminal,
}: Invocation<typeof simulateOptions>): Promise<ExitCode> {
  const plan = planOf(values);
  const recorded = await recordedIn(plan.candles);
  const print = printer(terminal, values.json);
  if (values.trace === true || plan.until !== null)
    return traceOne(plan, recorded, { trace: values.trace === true, print });
  const run = values.mutations === true ? runMutations : runSeeds;
  const result = await run(plan, recorded, print);
  tell(result, print);
  writeJson(terminal, values.json, result);
  const missed = result.mutations?.some(({ caught }) => !caught) === true;
  return result.violations.length > 0 || missed ? 1 : 0;
}

/** @throws WrongInput */
async function recordedIn(file: string | null): Promise<Recorded> {
  if (file === null) return null;
  try {
    return await readCandles([file], { cacheDir: null });
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new WrongInput(`--candles ${error.message}.`, { cause: error });
  }
}

/** One seed in this thread, told as it happens. */
async function traceOne(
  plan: SimulationPlan,
  recorded: Recorded,
  { trace, print }: { readonly trace: boolean; readonly print: Print },
): Promise<ExitCode> {
  const { fromSeed, profile, scenario, without, safetyMs, until } = plan;
  const seed = { ...plainPlan(fromSeed, profile, scenario), without, safetyMs };
  const tell = trace ? print : null;
  const mostEvents = until ?? Number.POSITIVE_INFINITY;
  const result = await runSeed(choiceOf(seed, { breath, recorded, tell, mostEvents }));
  const { violation, hash, events, decisions, orders } = result;
  print(`seed ${fromSeed}: ${decisions} decisions, ${orders} orders, ${events} events, trace ${hash}`);
  if (violation === null) return 0;
  print(`${violation.invariant}: ${violation.details} (event ${violation.event})`);
  return 1;
}

async function runSeeds(plan: SimulationPlan, recorded: Recorded, print: Print): Promise<SimulationResult> {
  const { fromSeed, seeds, minutes, profile, scenario, workers, regressions, without, safetyMs } = plan;
  const bar = new ProgressBar(process.stderr);
  const began = performance.now();
  const totals = new Totals();
  const violations: (FoundViolation & { line: string })[] = [];
  const kept: Work[] = regressions.map((one) => ({ kind: 'seed', plan: keptPlan(one), again: true }));
  const endsAt = minutes === null ? Number.POSITIVE_INFINITY : began + minutes * 60_000;
  let seed = fromSeed;
  const next = (): Work | null => {
    const one = kept.shift();
    if (one !== undefined) return one;
    if (seed >= fromSeed + seeds || performance.now() >= endsAt) return null;
    seed += 1;
    return seedWork({ ...plainPlan(seed - 1, profile, scenario), without, safetyMs });
  };
  const commit = commitHere();
  await inThreads({ count: workers, recorded }, next, (done, work) => {
    if (done.kind !== 'seed' || work.kind !== 'seed') return;
    totals.add(done);
    bar.show('simulate', 'seeds', totals.seeds, seeds + regressions.length);
    if (done.violation === null) return;
    const { told } = done.violation;
    const words = { commit, candles: plan.candles };
    const line = told === null ? TAKES_A_FILE : lineOf(told.plan, told.until, words);
    violations.push({ ...done.violation, line });
    bar.clear();
    tellViolation({ ...done.violation, line }, print);
  });
  bar.clear();
  return resultOf(plan, totals, violations, (performance.now() - began) / 1000);
}

async function runMutations(
  plan: SimulationPlan,
  recorded: Recorded,
  print: Print,
): Promise<SimulationResult> {
  const { fromSeed, profile, workers, mutations: planted } = plan;
  const began = performance.now();
  const waiting = [...planted];
  const found = new Map<string, MutationResult>();
  const next = (): Work | null => {
    const mutation = waiting.shift();
    if (mutation === undefined) return null;
    const { name } = mutation;
    const scenario = scenarioOf(mutation);
    return { kind: 'mutation', name, fromSeed, seeds: SEEDS_FOR_A_MUTATION, profile, scenario };
  };
  await inThreads({ count: workers, recorded }, next, (done) => {
    if (done.kind !== 'mutation') return;
    found.set(done.mutation.name, done.mutation);
    print(`${found.size}/${planted.length} ${tellMutation(done.mutation)}`);
  });
  const mutations = planted.map(({ name }) => found.get(name)!);
  return {
    ...resultOf({ ...plan, scenario: 'orders' }, new Totals(), [], (performance.now() - began) / 1000),
    mutations,
  };
}

function resultOf(
  { profile, scenario, fromSeed, regressions }: SimulationPlan,
  totals: Totals,
  violations: SimulationResult['violations'],
  seconds: number,
): SimulationResult {
  return {
    ...{ profile, scenario, fromSeed, violations, regressions: regressions.length },
    seeds: totals.seeds,
    decisions: totals.of('decisions'),
    orders: totals.of('orders'),
    crashes: totals.of('crashes'),
    pauses: totals.of('pauses'),
    faults: totals.of('faults'),
    events: totals.of('events'),
    seconds: Math.round(seconds),
    seedsPerMin: Math.round((totals.seeds / seconds) * 60),
    coverage: totals.coverage,
  };
}

function tellViolation(
  { seed, invariant, details, lines, drawn, shrunk, line }: SimulationResult['violations'][number],
  print: Print,
): void {
  print('');
  print(`seed ${seed} breaks ${invariant}: ${details}`);
  print(line);
  for (const one of lines) print(`  ${one}`);
  print(`  how likely each fault was: ${JSON.stringify(drawn)}`);
  print(`  the smallest run has ${shrunk.faults} faults; as a file for test/simulation/regressions:`);
  const { event: _, faults: __, ...plan } = shrunk;
  print(`  ${JSON.stringify({ found: `${invariant}: ${details}`, plan })}`);
}

const tellMutation = ({ name, caught, seed, seeds, invariant }: MutationResult): string =>
  caught
    ? `${name}: found by seed ${seed} after ${seeds} of ${SEEDS_FOR_A_MUTATION} (${invariant})`
    : `${name}: NOT FOUND in ${seeds} seeds`;

function tell(result: SimulationResult, print: Print): void {
  if (result.mutations !== undefined) {
    const caught = result.mutations.filter((one) => one.caught).length;
    print(`${caught} of ${result.mutations.length} planted faults were found, in ${result.seconds} s`);
    return;
  }
  const { seeds, decisions, orders, crashes, pauses, faults, violations, seedsPerMin } = result;
  print(
    `${seeds} seeds (${result.profile}, ${result.scenario}): ${decisions} decisions, ${orders} orders at the venue, ` +
      `${crashes} crashes, ${pauses} pauses, ${faults} faults; ${violations.length} violations; ${seedsPerMin} seeds a minute`,
  );
}

function commitHere(): string | null {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
