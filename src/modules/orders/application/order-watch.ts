import type { Cancel, Clock } from '../../../shared/platform/clock/clock.port.js';
import { every } from '../../../shared/platform/clock/every.js';
import { RENEW_EVERY_MS } from '../../../shared/platform/leases/shard-leases.port.js';
import type { OrderLoop } from './order-loop.js';
import type { OrderShards } from './order-shards.js';

const EVERY_MS = 1_000;

export interface OrderWatchParts {
  readonly clock: Clock;
  readonly shards: OrderShards;
  readonly loops: readonly OrderLoop[];
  readonly failed: (error: unknown) => void;
}

/** Once a second the rows are looked through: what nobody was woken for is sent, resolved and checked then. */
export class OrderWatch {
  private readonly timers: Cancel[] = [];

  constructor(private readonly parts: OrderWatchParts) {}

  start(): void {
    const { clock, loops, shards, failed } = this.parts;
    for (const loop of loops) loop.start();
    this.timers.push(
      every(clock, EVERY_MS, () => {
        for (const loop of loops) loop.nudge();
      }),
      every(clock, RENEW_EVERY_MS, () => void shards.renew().catch(failed)),
    );
  }

  /** Lets what is under way finish, and gives the shards back so that another process need not wait. */
  async stop(): Promise<void> {
    for (const cancel of this.timers.splice(0)) cancel();
    await Promise.all(this.parts.loops.map((loop) => loop.stop()));
    await this.parts.shards.release();
  }
}
