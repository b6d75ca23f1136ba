import type { Pool } from 'pg';
import type { Clock } from '../../clock/clock.port.js';
import { Settlement, type SettlementSources } from '../settlement.port.js';
import type { RecordLane } from './record-lane.js';
import { unsettled } from './settlement.js';

/** Commits of other processes are not heard; they are found by looking again. */
const LOOK_AGAIN_MS = 100;

/**
 * Waits for a step by counting its rows. The lane and the sources of this process are listened to, so that the count is asked
 * for when it can be zero; work in other processes is found by looking again.
 */
export class StepSettlement extends Settlement {
  constructor(
    private readonly pool: Pool,
    private readonly modules: readonly string[],
    private readonly lane: Pick<RecordLane, 'idle' | 'nextCommit'>,
    private readonly clock: Clock,
    private readonly sources: SettlementSources,
  ) {
    super();
  }

  override async untilSettled(step: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      // Nothing becomes idle while the database is away, and whoever stops then must not wait for it.
      await unlessAborted(signal, this.idle());
      // Asked for before counting: a commit between the count and the wait must not be missed.
      const changed = this.lane.nextCommit();
      if ((await unsettled(this.pool, this.modules, step, this.sources)) === 0) return;
      await this.untilChanged(changed, signal);
    }
  }

  private async idle(): Promise<void> {
    await this.lane.idle();
    await this.sources.idle();
  }

  private async untilChanged(changed: Promise<void>, signal: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    const stop = (): void => waiting.abort();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.race([changed, this.clock.sleep(LOOK_AGAIN_MS, waiting.signal)]);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }
}

/** Waits for `event`, but not longer than until `signal` is aborted. @throws its reason. */
async function unlessAborted(signal: AbortSignal, event: Promise<void>): Promise<void> {
  signal.throwIfAborted();
  let abort!: () => void;
  const aborted = new Promise<void>((resolve) => (abort = resolve));
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([event, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
  signal.throwIfAborted();
}
