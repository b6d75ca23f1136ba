import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Wakeups, type WakeConsumer } from '../queue/wakeups.port.js';

/**
 * The one consumer of the `strategy` queue in a process; it hands each wake-up to the shell it is for. A wake-up for a
 * strategy that does not live here is let go: the scanner of the process where it does finds its rows within a second.
 */
@Injectable()
export class StrategyQueue implements BeforeApplicationShutdown {
  private readonly shells = new Map<string, (shard: number) => void>();
  private consumer: Promise<WakeConsumer> | null = null;

  constructor(private readonly wakeups: Wakeups) {}

  serve(kind: string, nudge: (shard: number) => void): void {
    this.shells.set(kind, nudge);
    this.consumer ??= this.wakeups.consume('strategy', async (wake) => {
      this.shells.get(wake.kind)?.(Number(wake.id));
    });
    // A queue that cannot be reached now is reported by its adapter; until then the scanner wakes the shards.
    this.consumer.catch(() => undefined);
  }

  async beforeApplicationShutdown(): Promise<void> {
    const consumer = await this.consumer?.catch(() => null);
    await consumer?.close();
  }
}
