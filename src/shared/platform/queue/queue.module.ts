import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ReadinessBoard } from '../http/readiness-board.js';
import { Meter, type Sample } from '../telemetry/meter.port.js';
import { bullOptions } from './bullmq-options.js';
import { BullMqWakeups, selectBackend, type WakeupsObserver } from './bullmq-wakeups.js';
import { OpenQueues } from './open-queues.js';
import type { QueueConnection } from './queue-connection.js';
import { WAKE_QUEUES, Wakeups, type WakeQueue } from './wakeups.port.js';

/** The queues of this process. */
@Module({})
export class QueueModule implements OnApplicationShutdown {
  constructor(
    private readonly wakeups: Wakeups,
    board: ReadinessBoard,
    meter: Meter,
  ) {
    if (!(wakeups instanceof BullMqWakeups)) return;
    const jobs = meter.gauge('queue_jobs', 'Wake-ups in a queue by state', ['queue', 'state']);
    jobs.collect(async () => samples(await wakeups.counts()));
    board.register({
      name: 'queue',
      check: async () => ({ ok: true, detail: { ...(await wakeups.counts()) } }),
    });
  }

  /** @param opened knows the queues from their beginning on, for a start that fails before the container has them. */
  static forRoot(connection: QueueConnection, opened = new OpenQueues()): DynamicModule {
    selectBackend(connection);
    // The library makes queues of one class that it keeps in a static member.
    BullModule.queueClass = opened.queueClass();
    const tokens = WAKE_QUEUES.map((name) => getQueueToken(name));
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRoot(bullOptions(connection, 'producer')),
        BullModule.registerQueue(...WAKE_QUEUES.map((name) => ({ name }))),
      ],
      providers: [
        {
          provide: Wakeups,
          inject: [Meter, ...tokens],
          useFactory: (meter: Meter, ...queues: Queue[]) => {
            const byName = new Map<WakeQueue, Queue>(
              WAKE_QUEUES.map((name, index) => [name, queues[index]!]),
            );
            return new BullMqWakeups(connection, byName, observer(meter));
          },
        },
      ],
      exports: [Wakeups],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.wakeups instanceof BullMqWakeups) await this.wakeups.close();
  }
}

function samples(
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Sample<'queue' | 'state'>[] {
  return Object.entries(counts).flatMap(([queue, states]) =>
    Object.entries(states).map(([state, value]) => ({ labels: { queue, state }, value })),
  );
}

function observer(meter: Meter): WakeupsObserver {
  const logger = new Logger('Queue');
  const lost = meter.counter(
    'queue_wakeups_lost_total',
    'Wake-ups that could not be sent; the scanner makes them again',
    ['queue'],
  );
  const repairs = meter.counter('queue_repairs_total', 'Queues whose tables or worker had to be made again', [
    'queue',
    'what',
  ]);
  return {
    lost: (queue) => lost.add({ queue }),
    failed: (queue, error) =>
      logger.warn(`${queue}: ${error instanceof Error ? error.message : String(error)}`),
    repaired: (queue, what) => {
      repairs.add({ queue, what });
      logger.warn(`${queue}: ${what} made again`);
    },
  };
}
