import type { Clock } from '../clock/clock.port.js';
import { isOverload } from './overload.js';

const PAUSE_MS = 500;
/** Longer than the database lets a silent transaction keep its locks. */
const PATIENCE_MS = 30_000;

/**
 * Does what must be done before the program can start: where another process has a lock in its hands and is silent, which the database
 * ends before long, it is done again. `work` leaves nothing behind when it fails. @throws what it failed with, when it took too long or
 * was anything but a lack of time.
 */
export async function patiently<Answer>(
  work: () => Promise<Answer>,
  clock: Pick<Clock, 'monotonicMs' | 'sleep'>,
  waits: (error: unknown) => void,
): Promise<Answer> {
  const untilMs = clock.monotonicMs() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isOverload(error) || clock.monotonicMs() >= untilMs) throw error;
      waits(error);
      await clock.sleep(PAUSE_MS);
    }
  }
}
