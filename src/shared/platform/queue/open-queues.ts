import { Queue } from 'bullmq';

/**
 * The queues that a container opens while it is put together. When that fails there is no container to close them, and
 * connections that outlive their database break with errors that hide why the start failed.
 */
export class OpenQueues {
  private readonly opened: Queue[] = [];
  private closed = false;

  /** The class to make queues of, so that each is known from its beginning. */
  queueClass(): typeof Queue {
    const keep = (queue: Queue): void => this.keep(queue);
    return class extends Queue {
      constructor(...how: ConstructorParameters<typeof Queue>) {
        super(...how);
        keep(this);
      }
    };
  }

  /** Closes each queue once it has connected or cannot; one that is made later is closed as well. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.opened.map(closeQuietly));
  }

  private keep(queue: Queue): void {
    this.opened.push(queue);
    // Until somebody listens who can say something, its errors are consequences of what is told anyway.
    queue.on('error', () => undefined);
    if (this.closed) void closeQuietly(queue);
  }
}

/** Nobody waits for this queue any more, so what it could not do interests nobody. */
async function closeQuietly(queue: Queue): Promise<void> {
  await queue.waitUntilReady().catch(() => undefined);
  await queue.close().catch(() => undefined);
}
