import {
  WAKE_QUEUES,
  Wakeups,
  type Wake,
  type WakeConsumer,
  type WakeCounts,
  type WakeHandler,
  type WakeQueue,
} from './wakeups.port.js';

interface Job {
  readonly wake: Wake;
  tries: number;
}

const MAX_TRIES = 3;

/** Wake-ups inside one process, for tests and simulation; held equal to the real queue by the shared suite. */
export class MemoryWakeups extends Wakeups {
  private readonly waiting = new Map<WakeQueue, Job[]>();
  private readonly active = new Map<WakeQueue, number>();
  private readonly idle = new Map<WakeQueue, (() => void)[]>();

  override async wake(queue: WakeQueue, wake: Wake): Promise<void> {
    this.push(queue, { wake, tries: 0 });
  }

  override async consume(
    queue: WakeQueue,
    handler: WakeHandler,
    { concurrency = 1 }: { readonly concurrency?: number } = {},
  ): Promise<WakeConsumer> {
    let open = true;
    const lanes = Array.from({ length: concurrency }, async () => {
      while (open) {
        const job = this.waiting.get(queue)?.shift();
        if (job === undefined) await this.untilPushed(queue);
        else await this.handle(queue, job, handler);
      }
    });
    return {
      close: async () => {
        open = false;
        this.release(queue);
        await Promise.all(lanes);
      },
    };
  }

  override async counts(): Promise<WakeCounts> {
    const entries = WAKE_QUEUES.map((queue) => [
      queue,
      { waiting: this.waiting.get(queue)?.length ?? 0, active: this.active.get(queue) ?? 0 },
    ]);
    return Object.fromEntries(entries) as WakeCounts;
  }

  /** Forgets everything that waits; what is being handled goes on. */
  flush(): void {
    this.waiting.clear();
  }

  private async handle(queue: WakeQueue, job: Job, handler: WakeHandler): Promise<void> {
    this.active.set(queue, (this.active.get(queue) ?? 0) + 1);
    try {
      await handler(job.wake);
    } catch {
      job.tries += 1;
      if (job.tries < MAX_TRIES) this.push(queue, job);
    } finally {
      this.active.set(queue, this.active.get(queue)! - 1);
    }
  }

  private push(queue: WakeQueue, job: Job): void {
    const jobs = this.waiting.get(queue) ?? [];
    jobs.push(job);
    this.waiting.set(queue, jobs);
    this.release(queue);
  }

  private untilPushed(queue: WakeQueue): Promise<void> {
    return new Promise((resolve) => {
      this.idle.set(queue, [...(this.idle.get(queue) ?? []), resolve]);
    });
  }

  private release(queue: WakeQueue): void {
    const resolvers = this.idle.get(queue) ?? [];
    this.idle.delete(queue);
    for (const resolve of resolvers) resolve();
  }
}
