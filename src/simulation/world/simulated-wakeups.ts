import type { Kernel } from '../kernel/kernel.js';
import type { Draws } from '../kernel/draws.js';
import type { Faults } from '../process/faults.js';
import type { Incarnation } from '../process/incarnation.js';
import {
  Wakeups,
  type Wake,
  type WakeConsumer,
  type WakeCounts,
  type WakeHandler,
  type WakeQueue,
} from '../../shared/platform/queue/wakeups.port.js';
import type { SimulatedQueue } from './simulated-queue.js';

/** The queue as one process reaches it: wake-ups are lost and late on their way in. */
export class SimulatedWakeups extends Wakeups {
  constructor(
    private readonly queue: SimulatedQueue,
    private readonly life: Incarnation,
    private readonly parts: { readonly kernel: Kernel; readonly draws: Draws; readonly faults: Faults },
  ) {
    super();
  }

  override async wake(queue: WakeQueue, wake: Wake): Promise<void> {
    const { faults, kernel, draws } = this.parts;
    if (faults.strikes('wakeup-lost', queue)) return;
    if (faults.strikes('wakeup-late', queue))
      await kernel.sleep(draws.whole(`late ${queue}`, 1, 5_000), `a wake-up of ${queue} is late`);
    await this.queue.put(queue, wake);
  }

  override async consume(
    queue: WakeQueue,
    handler: WakeHandler,
    options?: { readonly concurrency?: number },
  ): Promise<WakeConsumer> {
    const consumer = await this.queue.wakeups.consume(
      queue,
      async (wake) => {
        await this.life.hold();
        await handler(wake);
      },
      options,
    );
    this.life.whenDead(() => void consumer.close());
    return consumer;
  }

  override counts(): Promise<WakeCounts> {
    return this.queue.wakeups.counts();
  }
}
