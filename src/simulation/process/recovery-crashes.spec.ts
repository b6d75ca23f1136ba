import { Draws } from '../kernel/draws.js';
import { FAULT_KINDS, type FaultKind } from './fault-kinds.js';
import { ALL_FAULTS, Faults } from './faults.js';
import { RecoveryCrashes } from './recovery-crashes.js';

const ORDINARY = { at: () => 0 } as const;

/** Recoveries under faults of that kind and no other, of a seed that has them. */
function recovering(skip: readonly string[] = []) {
  const others = FAULT_KINDS.filter((kind): kind is FaultKind => kind !== 'crash-in-recovery');
  for (let seed = 1; ; seed += 1) {
    const draws = new Draws(seed);
    const faults = new Faults(draws, { ...ALL_FAULTS, without: new Set(others), skip: new Set(skip) });
    if (faults.of('crash-in-recovery') < 0.4) continue;
    return { faults, crashes: new RecoveryCrashes(draws, faults, ORDINARY) };
  }
}

/** At which call each of a hundred lives dies; 0 where it does not. */
function deaths({ crashes }: ReturnType<typeof recovering>): readonly number[] {
  return Array.from({ length: 100 }, (_, index) => {
    const { at } = crashes.fateOf('p', index + 2);
    for (let call = 1; call <= 400; call += 1) if (at(`site ${call}`) === 'dies') return call;
    return 0;
  });
}

describe('crashes in a recovery', () => {
  it('take the first life of no process', () => {
    const { crashes } = recovering();
    expect(crashes.fateOf('p', 1)).toBe(ORDINARY);
    expect(crashes.restartInMs('p')).toBeNull();
  });

  it('take many of the others, several in a row, near their beginning and far from it', () => {
    const calls = deaths(recovering());
    const died = calls.filter((call) => call > 0);
    expect(died.length).toBeGreaterThan(20);
    expect(calls.some((call, place) => call > 0 && (calls[place + 1] ?? 0) > 0)).toBe(true);
    expect(died.filter((call) => call <= 20).length).toBeGreaterThan(5);
    expect(died.filter((call) => call > 20).length).toBeGreaterThan(5);
  });

  it('are counted where they strike, and who died is started again at once', () => {
    const world = recovering();
    let last = 0;
    for (let number = 2; last === 0; number += 1) {
      const { at } = world.crashes.fateOf('p', number);
      for (let call = 1; call <= 400 && last === 0; call += 1) if (at(`site ${call}`) === 'dies') last = call;
    }
    expect([...world.faults.happened]).toEqual([[`crash-in-recovery site ${last}`, 1]]);
    expect(world.crashes.restartInMs('p')).toBeLessThanOrEqual(1_000);
    expect(world.crashes.restartInMs('q')).toBeNull();
    world.crashes.fateOf('p', 1_000);
    expect(world.crashes.restartInMs('p')).toBeNull();
  });

  it('do not happen where they are left out, nor once faults are over', () => {
    const world = recovering();
    world.faults.stop();
    expect(deaths(world).every((call) => call === 0)).toBe(true);
    const once = Array.from({ length: 400 }, (_, index) => `crash-in-recovery site ${index + 1} 1`);
    const before = deaths(recovering()).filter((call) => call > 0);
    const after = deaths(recovering(once)).filter((call) => call > 0);
    expect(after).toHaveLength(before.length - new Set(before).size);
  });
});
