import type { Cancel } from './clock.port.js';
import { every } from './every.js';

/** Runs what is scheduled when told to. */
class HandClock {
  private waiting: { readonly action: () => void }[] = [];

  schedule(_delayMs: number, action: () => void): Cancel {
    const entry = { action };
    this.waiting.push(entry);
    return () => void (this.waiting = this.waiting.filter((other) => other !== entry));
  }

  /** How many timers rang. */
  ring(): number {
    const due = this.waiting;
    this.waiting = [];
    for (const { action } of due) action();
    return due.length;
  }
}

describe('every', () => {
  test('the action runs once for each period until it is cancelled', () => {
    const clock = new HandClock();
    let runs = 0;
    const cancel = every(clock, 1_000, () => (runs += 1));
    expect(runs).toBe(0);
    clock.ring();
    clock.ring();
    cancel();
    expect([runs, clock.ring()]).toEqual([2, 0]);
  });

  test('an action that throws does not end it', () => {
    const clock = new HandClock();
    every(clock, 1_000, () => {
      throw new Error('away');
    });
    expect(() => clock.ring()).toThrow('away');
    expect(() => clock.ring()).toThrow('away');
  });

  test('cancelled from within, it does not run again', () => {
    const clock = new HandClock();
    let runs = 0;
    const cancel = every(clock, 1_000, () => {
      runs += 1;
      cancel();
    });
    clock.ring();
    clock.ring();
    expect(runs).toBe(1);
  });
});
