import {
  createPostgresBackend,
  Queue,
  runMigrations,
  setDefaultBackendFactory,
  Worker,
  type Job,
} from 'bullmq';
import { Client } from 'pg';
import { bullOptions } from './bullmq-options.js';
import type { QueueConnection } from './queue-connection.js';
import {
  WAKE_QUEUES,
  Wakeups,
  type Wake,
  type WakeConsumer,
  type WakeCounts,
  type WakeHandler,
  type WakeQueue,
} from './wakeups.port.js';

/** What the adapter tells the operator; text and counts only. */
export interface WakeupsObserver {
  /** A wake-up could not be sent; the scanner will find its rows. */
  lost(queue: WakeQueue, error: unknown): void;
  /** The queue or a worker reported an error, at most one a second per queue. */
  failed(queue: WakeQueue, error: unknown): void;
  /** The queue's tables were missing and have been made again, or a silent worker was replaced. */
  repaired(queue: WakeQueue, what: 'schema' | 'worker'): void;
}

const WATCH_EVERY_MS = 5_000;
const SILENT_AFTER_MS = 10_000;
const ERROR_EVERY_MS = 1_000;
/** Undefined table, function or schema: somebody dropped the queue. */
const MISSING = new Set(['42P01', '42883', '3F000']);

/** Chooses BullMQ's storage for this process. The library keeps it in one global, so it is set before any queue exists. */
export function selectBackend(connection: QueueConnection): void {
  if (connection.backend === 'postgres') {
    setDefaultBackendFactory(
      createPostgresBackend as unknown as Parameters<typeof setDefaultBackendFactory>[0],
    );
  }
}

/** Wake-ups through BullMQ, on its Postgres or its Redis backend. */
export class BullMqWakeups extends Wakeups {
  private readonly consumers = new Set<BullMqConsumer>();
  private readonly lastErrorAt = new Map<WakeQueue, number>();
  private repairing: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly connection: QueueConnection,
    private readonly queues: ReadonlyMap<WakeQueue, Queue>,
    private readonly observer: WakeupsObserver,
  ) {
    super();
    for (const [name, queue] of queues) queue.on('error', (error) => this.report(name, error));
  }

  override async wake(queue: WakeQueue, wake: Wake): Promise<void> {
    if (this.closed) return;
    try {
      await this.queue(queue).add(wake.kind, wake, {
        removeOnComplete: true,
        removeOnFail: 100,
        attempts: 3,
        backoff: { type: 'exponential', delay: 200 },
      });
    } catch (error) {
      this.observer.lost(queue, error);
      this.report(queue, error);
    }
  }

  override async consume(
    queue: WakeQueue,
    handler: WakeHandler,
    { concurrency = 4 }: { readonly concurrency?: number } = {},
  ): Promise<WakeConsumer> {
    const consumer = new BullMqConsumer(queue, this.connection, handler, concurrency, {
      error: (error) => this.report(queue, error),
      replaced: () => this.observer.repaired(queue, 'worker'),
      waiting: () => this.queue(queue).getWaitingCount(),
    });
    this.consumers.add(consumer);
    await consumer.start();
    return {
      close: async () => {
        this.consumers.delete(consumer);
        await consumer.close();
      },
    };
  }

  override async counts(): Promise<WakeCounts> {
    const entries = await Promise.all(
      WAKE_QUEUES.map(
        async (name) =>
          [name, await this.queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed')] as const,
      ),
    );
    return Object.fromEntries(entries) as WakeCounts;
  }

  /** Stops consumers; the queues themselves are closed by whoever made them. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
    this.consumers.clear();
  }

  private queue(name: WakeQueue): Queue {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new RangeError(`no such queue: ${name}`);
    return queue;
  }

  private report(queue: WakeQueue, error: unknown): void {
    if (this.closed) return;
    if (MISSING.has(codeOf(error))) this.repair(queue);
    const now = performance.now();
    if (now - (this.lastErrorAt.get(queue) ?? -ERROR_EVERY_MS) < ERROR_EVERY_MS) return;
    this.lastErrorAt.set(queue, now);
    this.observer.failed(queue, error);
  }

  /** Makes the queue's tables again; one repair at a time, at most one a second. */
  private repair(queue: WakeQueue): void {
    const { connection } = this;
    if (connection.backend !== 'postgres' || this.repairing !== null) return;
    this.repairing = migrateQueueSchema(connection)
      .then(() => this.observer.repaired(queue, 'schema'))
      .catch((error: unknown) => this.observer.failed(queue, error))
      .then(() => new Promise<void>((resolve) => setTimeout(resolve, 1_000).unref()))
      .finally(() => {
        this.repairing = null;
      });
  }
}

interface ConsumerHooks {
  readonly error: (error: unknown) => void;
  readonly replaced: () => void;
  readonly waiting: () => Promise<number>;
}

/**
 * One worker and its watchdog. A worker can stay connected and yet take nothing (after a failover, a flush, a dropped
 * schema), so what counts is work done: jobs waiting and none finished for ten seconds means a new worker.
 */
class BullMqConsumer {
  private worker: Worker | null = null;
  private watch: NodeJS.Timeout | null = null;
  private doneAt = performance.now();
  private checking = false;

  constructor(
    private readonly queue: WakeQueue,
    private readonly connection: QueueConnection,
    private readonly handler: WakeHandler,
    private readonly concurrency: number,
    private readonly hooks: ConsumerHooks,
  ) {}

  async start(): Promise<void> {
    this.worker = this.makeWorker();
    await this.worker.waitUntilReady();
    this.watch = setInterval(() => void this.check(), WATCH_EVERY_MS);
    this.watch.unref();
  }

  async close(): Promise<void> {
    if (this.watch !== null) clearInterval(this.watch);
    const { worker } = this;
    this.worker = null;
    await worker?.close();
  }

  private makeWorker(): Worker {
    const handle = async (job: Job<Wake>): Promise<void> => {
      try {
        await this.handler({ kind: job.data.kind, id: job.data.id });
      } finally {
        this.doneAt = performance.now();
      }
    };
    const worker = new Worker<Wake>(this.queue, handle, {
      ...bullOptions(this.connection, 'worker'),
      concurrency: this.concurrency,
    });
    worker.on('error', this.hooks.error);
    return worker;
  }

  private async check(): Promise<void> {
    if (this.checking || this.worker === null || performance.now() - this.doneAt < SILENT_AFTER_MS) return;
    this.checking = true;
    try {
      if ((await this.hooks.waiting()) > 0) await this.replace();
      this.doneAt = performance.now();
    } catch (error) {
      this.hooks.error(error);
    } finally {
      this.checking = false;
    }
  }

  private async replace(): Promise<void> {
    const silent = this.worker;
    if (silent === null) return;
    this.worker = this.makeWorker();
    this.hooks.replaced();
    await silent.close(true);
  }
}

/** Creates BullMQ's schema and functions where they are missing; safe to repeat and from several processes. */
export async function migrateQueueSchema(
  connection: QueueConnection & { readonly backend: 'postgres' },
): Promise<void> {
  const client = new Client({ connectionString: connection.url });
  await client.connect();
  try {
    await runMigrations(client, connection.schema);
  } finally {
    await client.end();
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
