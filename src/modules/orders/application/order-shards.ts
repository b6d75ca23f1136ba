import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { Lease, ShardLeases } from '../../../shared/platform/leases/shard-leases.port.js';
import { SHARDS } from '../../../shared/platform/leases/shards.js';

const ALL_SHARDS = Array.from({ length: SHARDS }, (_, shard) => shard);
/** How often shards that somebody else has are asked for again. */
const ASK_AGAIN_MS = 1_000;

/**
 * The shards of lanes that this process sends and resolves for. Answered from memory while they are held; one that somebody
 * else has is asked for once a second, so that a process that dies is followed soon and nobody waits for it meanwhile.
 */
export class OrderShards {
  private askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly leases: ShardLeases,
    private readonly clock: Clock,
  ) {}

  async held(): Promise<readonly Lease[]> {
    const held = ALL_SHARDS.flatMap((shard) => this.leases.held(shard) ?? []);
    const nowMs = this.clock.monotonicMs();
    if (held.length === SHARDS || nowMs - this.askedAtMs < ASK_AGAIN_MS) return held;
    this.askedAtMs = nowMs;
    return this.leases.takeAll(ALL_SHARDS);
  }

  /** Whether the shard may still be trusted to be ours, by the clock that never goes back. */
  holds({ shard }: Lease): boolean {
    return this.leases.holds(shard);
  }

  /** A write was refused: somebody else has these, or may have. */
  lost(leases: readonly Lease[]): void {
    for (const { shard } of leases) this.leases.lost(shard);
  }

  renew(): Promise<void> {
    return this.leases.renew();
  }

  release(): Promise<void> {
    return this.leases.release();
  }
}
