import { Loop } from '../../../shared/platform/bus/record/loop.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';

/**
 * The life of a worker over rows: it runs once it is started, when nudged and never twice at a time. The rows are the truth
 * and a nudge may be lost, so it is nudged once a second as well.
 */
export abstract class OrderLoop {
  private readonly loop: Loop;
  private started = false;

  protected constructor(clock: Clock, failed: (error: unknown) => void) {
    this.loop = new Loop(() => this.run(), failed, clock);
  }

  start(): void {
    this.started = true;
    this.nudge();
  }

  nudge(): void {
    if (this.started) this.loop.nudge();
  }

  /** Lets what is under way finish; everything else stays in its rows. */
  async stop(): Promise<void> {
    this.started = false;
    await this.loop.stop();
  }

  idle(): Promise<void> {
    return this.loop.idle();
  }

  /** One run; true when there is more to do at once. */
  protected abstract run(): Promise<boolean>;
}
