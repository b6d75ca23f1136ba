import type { Cancel, Clock } from './clock.port.js';

/** Runs `action` again and again, each time `periodMs` after it began the last time; never before the first period is over. */
export function every(clock: Pick<Clock, 'schedule'>, periodMs: number, action: () => void): Cancel {
  let cancel: Cancel = () => undefined;
  let over = false;
  const next = (): void => {
    cancel = clock.schedule(periodMs, () => {
      // Whoever stops it from within the action must not be followed by a further round.
      if (!over) next();
      action();
    });
  };
  next();
  return () => {
    over = true;
    cancel();
  };
}
