import { epochMs, type EpochMs } from '../../pure/time/epoch.js';
import { Clock, type Cancel } from './clock.port.js';

/** Node fires a timer beyond this at once; longer ones are chained. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): EpochMs {
    return epochMs(Date.now());
  }

  monotonicMs(): number {
    return performance.now();
  }

  schedule(delayMs: number, action: () => void): Cancel {
    let remainingMs = Number.isNaN(delayMs) ? 0 : Math.max(0, delayMs);
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const stepMs = Math.min(remainingMs, LONGEST_TIMER_MS);
      remainingMs -= stepMs;
      timer = setTimeout(() => {
        if (remainingMs > 0) arm();
        else action();
      }, stepMs);
      timer.unref();
    };
    arm();
    return () => {
      clearTimeout(timer);
    };
  }
}
