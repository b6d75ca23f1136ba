import type { MemoryWakeups } from '../../shared/platform/queue/memory-wakeups.js';
import type { Wake, WakeQueue } from '../../shared/platform/queue/wakeups.port.js';
import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from '../process/faults.js';

export interface SimulatedQueueParts {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly say: (what: string) => void;
}

/** A wake-up lies in a queue that may be flushed for so long at most before somebody takes it. */
const LIES_MS = 300;
/** And comes a second time as much later at most. */
const TWICE_MS = 5_000;

/**
 * The server of the queue, one for all processes. It may hand out a wake-up twice, and forget at one moment everything that
 * lies in it: what was taken is being handled, what was not is nowhere. A queue that is never flushed hands over at once.
 */
export class SimulatedQueue {
  private flushes = 0;
  /** What a program keeps there besides; it goes with the rest. The one there is keeps nothing. */
  readonly beside = new Set<string>();

  constructor(
    readonly wakeups: MemoryWakeups,
    private readonly parts: SimulatedQueueParts,
  ) {}

  async put(queue: WakeQueue, wake: Wake): Promise<void> {
    const { faults, draws } = this.parts;
    if (faults.of('queue-flushed') > 0) {
      if (faults.strikes('queue-flushed', queue)) this.flushLater();
      this.lies(queue, wake, draws.whole(`lies in ${queue}`, 1, LIES_MS));
    } else await this.wakeups.wake(queue, wake);
    if (faults.strikes('wakeup-twice', queue))
      this.lies(queue, wake, draws.whole(`comes twice in ${queue}`, 1, TWICE_MS));
  }

  /** It is handed out after a while, unless the queue has forgotten it. */
  private lies(queue: WakeQueue, wake: Wake, forMs: number): void {
    const before = this.flushes;
    this.parts.kernel.after(forMs, `a wake-up of ${queue} is taken`, () => {
      if (this.flushes === before) void this.wakeups.wake(queue, wake);
    });
  }

  private flushLater(): void {
    const { kernel, draws, say } = this.parts;
    kernel.after(draws.whole('flushed in', 1, LIES_MS), 'somebody flushes the queue', () => {
      this.flushes += 1;
      this.wakeups.flush();
      this.beside.clear();
      say('the queue has forgotten everything');
    });
  }
}
