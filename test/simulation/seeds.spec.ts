import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutation } from '../../src/simulation/mutations/mutation.js';
import { MUTATIONS } from '../../src/simulation/mutations/mutations.js';
import { choiceOf, plainPlan, SCENARIOS } from '../../src/simulation/run/plan.js';
import { keptPlan, type Regression } from '../../src/simulation/run/regression.js';
import { runSeed } from '../../src/simulation/run/run-seed.js';
import { shrink } from '../../src/simulation/run/shrink.js';
import { toldRun } from '../../src/simulation/run/told-run.js';
import { tryMutation } from '../../src/simulation/run/try-mutation.js';

/** As the command does, and the slow way, which is sure to let everything run that is ready. */
const breath = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
const deepBreath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const FOLDER = join(__dirname, 'regressions');
const regressions = readdirSync(FOLDER).map((name): [string, Regression] => [
  name,
  JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Regression,
]);
const blindRetry = MUTATIONS.find(({ name }) => name === 'blind-retry')!;

describe('simulated worlds', () => {
  test.each(SCENARIOS)(
    'the same seed of %s is the same world, and nothing in it is broken',
    async (scenario) => {
      const plan = plainPlan(17, 'hostile', scenario);
      const first = await runSeed(choiceOf(plan, { breath }));
      const second = await runSeed(choiceOf(plan, { breath: deepBreath }));
      expect(first.violation).toBeNull();
      expect(first.orders).toBeGreaterThan(0);
      expect(first.decisions).toBeGreaterThan(0);
      expect(second.hash).toBe(first.hash);
    },
    60_000,
  );

  test('another seed is another world', async () => {
    const hashes = await Promise.all(
      [1, 2, 3].map(
        async (seed) => (await runSeed(choiceOf(plainPlan(seed, 'okx', 'orders'), { breath }))).hash,
      ),
    );
    expect(new Set(hashes).size).toBe(3);
  }, 60_000);

  test.each(regressions)(
    '%s is mended',
    async (_, kept) => {
      expect((await runSeed(choiceOf(keptPlan(kept), { breath }))).violation).toBeNull();
    },
    60_000,
  );

  test('a program that sends again without looking doubles orders, and the simulator sees it', async () => {
    const invariants = new Set<string>();
    for (let seed = 1; seed <= 60 && ![...invariants].some((one) => one.startsWith('I2')); seed += 1) {
      const plan = plainPlan(seed, 'hostile', 'orders');
      const { violation } = await runSeed(
        choiceOf(plan, { breath, mutation: blindRetry, mostEvents: 20_000 }),
      );
      if (violation !== null) invariants.add(violation.invariant);
    }
    expect([...invariants]).toContain('I2 one accepted order per intent');
  }, 120_000);

  test('a planted fault is found by a seed that the program as it is gets through', async () => {
    const trial = { fromSeed: 1, seeds: 20, profile: 'hostile', scenario: 'orders' } as const;
    expect(await tryMutation(blindRetry, trial, { breath })).toMatchObject({
      name: 'blind-retry',
      caught: true,
    });
  }, 120_000);

  test('a failing run is made smaller and still breaks the same', async () => {
    const watching = { breath, mutation: blindRetry, mostEvents: 20_000 };
    const trial = { fromSeed: 1, seeds: 20, profile: 'hostile', scenario: 'orders' } as const;
    const { seed } = await tryMutation(blindRetry, trial, { breath });
    const plan = plainPlan(seed!, 'hostile', 'orders');
    const whole = await runSeed(choiceOf(plan, watching));
    const small = await shrink(plan, watching);
    expect(whole.violation).not.toBeNull();
    expect(small.result.violation?.invariant).toBe(whole.violation?.invariant);
    expect(small.faults).toBeLessThan(whole.faults);
  }, 120_000);

  describe('what a line tells of a failing run breaks the same when it is pasted', () => {
    const planted = (name: string): Mutation => MUTATIONS.find((one) => one.name === name)!;
    const told = async (name: string): Promise<{ isCut: boolean; pasted: string; found: string }> => {
      const mutation = planted(name);
      const trial = { fromSeed: 1, seeds: 20, profile: 'hostile', scenario: 'orders' } as const;
      const { seed } = await tryMutation(mutation, trial, { breath });
      const plan = plainPlan(seed!, 'hostile', 'orders');
      const result = await runSeed(choiceOf(plan, { breath, mutation }));
      const line = await toldRun({ plan, result }, { breath, mutation });
      const mostEvents = line!.until ?? Number.POSITIVE_INFINITY;
      const pasted = await runSeed(choiceOf(line!.plan, { breath, mutation, mostEvents }));
      return {
        isCut: line!.until !== null,
        pasted: pasted.violation!.invariant,
        found: result.violation!.invariant,
      };
    };

    test('cut after the event at which it was found', async () => {
      const { isCut, pasted, found } = await told('blind-retry');
      expect([isCut, pasted]).toEqual([true, found]);
    }, 120_000);

    test('whole, when it was found where the run ends', async () => {
      const { isCut, pasted, found } = await told('cancels-never-leave');
      expect([isCut, pasted]).toEqual([false, found]);
    }, 120_000);
  });

  test('a run without single faults is told by a file and by no line', async () => {
    const plan = { ...plainPlan(1, 'hostile', 'orders'), skip: ['crash p 1'] };
    const result = await runSeed(choiceOf(plan, { breath }));
    const violation = { invariant: 'some', details: 'of it', event: 7 };
    expect(await toldRun({ plan, result: { ...result, violation } }, { breath })).toBeNull();
  });
});
