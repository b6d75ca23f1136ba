import { Clock, type Cancel } from '../../src/shared/platform/clock/clock.port.js';
import { epochMs, type EpochMs } from '../../src/shared/pure/time/epoch.js';

interface Timer {
  readonly at: number;
  readonly action: () => void;
}

/** A clock that a test moves on: an hour passes at once, and everything in it happens in order. */
export class ManualClock extends Clock {
  private elapsedMs = 0;
  private timers: Timer[] = [];

  constructor(private readonly startedAt: number = Date.parse('2025-05-02T00:00:00Z')) {
    super();
  }

  override now(): EpochMs {
    return epochMs(this.startedAt + this.elapsedMs);
  }

  override monotonicMs(): number {
    return this.elapsedMs;
  }

  override schedule(delayMs: number, action: () => void): Cancel {
    const timer = { at: this.elapsedMs + delayMs, action };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /**
   * Lets `ms` pass, one timer after the other; `settle` is waited for after each of them, so that what it set off is over
   * before the next.
   */
  async pass(ms: number, settle: () => Promise<void> = async () => undefined): Promise<void> {
    const end = this.elapsedMs + ms;
    for (;;) {
      const next = this.timers.reduce<Timer | null>(
        (first, timer) => (timer.at <= end && (first === null || timer.at < first.at) ? timer : first),
        null,
      );
      if (next === null) break;
      this.elapsedMs = Math.max(this.elapsedMs, next.at);
      this.timers = this.timers.filter((other) => other !== next);
      next.action();
      await settle();
    }
    this.elapsedMs = end;
  }
}
