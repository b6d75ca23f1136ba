import { eventually } from '../../../../../test/kit/eventually.js';
import { runInScope, currentScope } from '../../telemetry/scope.js';
import { SystemClock } from '../../clock/system-clock.js';
import { Loop } from './loop.js';

const clock = new SystemClock();

describe('a loop', () => {
  test('many nudges during a run cause one further run', async () => {
    let runs = 0;
    let release = (): void => undefined;
    const loop = new Loop(
      async () => {
        runs += 1;
        if (runs === 1) await new Promise<void>((resolve) => (release = resolve));
        return false;
      },
      () => undefined,
      clock,
    );
    loop.nudge();
    for (let nudge = 0; nudge < 50; nudge += 1) loop.nudge();
    release();
    await loop.idle();
    expect(runs).toBe(2);
  });

  test('it runs again at once while there is more', async () => {
    let left = 5;
    const loop = new Loop(
      async () => (left -= 1) > 0,
      () => undefined,
      clock,
    );
    loop.nudge();
    await loop.idle();
    expect(left).toBe(0);
  });

  test('after a throw it tells and tries again', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const loop = new Loop(
      async () => {
        if ((runs += 1) < 3) throw new Error('database away');
        return false;
      },
      (error) => errors.push(error),
      clock,
    );
    loop.nudge();
    await eventually(() => runs === 3);
    expect(errors).toHaveLength(2);
  });

  test('stopping ends the pause after a failure and starts nothing more', async () => {
    let runs = 0;
    const loop = new Loop(
      async () => {
        runs += 1;
        throw new Error('always');
      },
      () => undefined,
      clock,
    );
    loop.nudge();
    await eventually(() => runs >= 1);
    await loop.stop();
    const after = runs;
    loop.nudge();
    await Promise.resolve();
    expect(runs).toBe(after);
    expect(loop.busy).toBe(false);
  });

  test('a run belongs to nobody: it does not inherit the scope of whoever nudged it', async () => {
    const scopes: unknown[] = [];
    const loop = new Loop(
      async () => {
        scopes.push(currentScope());
        return false;
      },
      () => undefined,
      clock,
    );
    runInScope({ requestId: 'r-1' }, () => loop.nudge());
    await loop.idle();
    expect(scopes).toEqual([{}]);
  });
});
