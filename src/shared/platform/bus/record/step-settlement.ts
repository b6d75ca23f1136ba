import type { Pool } from 'pg';
import type { Clock } from '../../clock/clock.port.js';
import { Settlement } from '../settlement.port.js';
import type { RecordLane } from './record-lane.js';
import { unsettled } from './settlement.js';

const FIRST_LOOK_AGAIN_MS = 2;
const LAST_LOOK_AGAIN_MS = 250;

/**
 * Waits for a step by counting its rows. The lane of this process is listened to, so that the count is asked for when it can
 * be zero; work in other processes is found by looking again.
 */
export class StepSettlement extends Settlement {
  constructor(
    private readonly pool: Pool,
    private readonly modules: readonly string[],
    private readonly lane: RecordLane,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async untilSettled(step: number, signal: AbortSignal): Promise<void> {
    let lookAgainMs = FIRST_LOOK_AGAIN_MS;
    for (;;) {
      await this.lane.idle();
      signal.throwIfAborted();
      if ((await unsettled(this.pool, this.modules, step)) === 0) return;
      await this.clock.sleep(lookAgainMs, signal);
      lookAgainMs = Math.min(lookAgainMs * 2, LAST_LOOK_AGAIN_MS);
    }
  }
}
