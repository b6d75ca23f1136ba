import type { EpochMs } from '../../pure/time/epoch.js';

/** Stops what was scheduled; calling it twice, or after it ran, does nothing. */
export type Cancel = () => void;

/**
 * Time as the shell sees it. `now` is the wall clock: it may jump in both directions and only labels things.
 * Durations, deadlines and leases are measured with `monotonicMs`, which never goes back.
 */
export abstract class Clock {
  abstract now(): EpochMs;

  /** Milliseconds since an unknown start, with fractions. */
  abstract monotonicMs(): number;

  /** Runs `action` once after `delayMs`, however long that is. A pending timer does not keep the process alive. */
  abstract schedule(delayMs: number, action: () => void): Cancel;

  /** Resolves after `delayMs`, or at once when `signal` is aborted: the caller looks at the signal to tell which. */
  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return;
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        cancel();
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const cancel = this.schedule(delayMs, finish);
      signal?.addEventListener('abort', finish, { once: true });
    });
  }
}
