import type { Clock } from '../clock/clock.port.js';
import type { LeaseRows } from './lease-rows.port.js';
import { ShardLeases, type Lease } from './shard-leases.port.js';

export interface LeaseTimes {
  /** How long a lease lasts by the database's clock. */
  readonly ttlMs: number;
  /** The holder counts it as lost this long after its last renewal, by its own monotonic clock: before others may take it. */
  readonly trustedMs: number;
}

export const LEASE_TIMES: LeaseTimes = { ttlMs: 15_000, trustedMs: 10_000 };

export interface HeldLeasesParts {
  readonly rows: LeaseRows;
  readonly clock: Clock;
  /** Names this process incarnation. */
  readonly owner: string;
  /** Whether the process of that name is known to be gone. Doubt means that it is not. */
  readonly isGone: (owner: string) => Promise<boolean>;
  readonly times?: LeaseTimes;
}

/** Leases of one process: rows decide who has a shard, and the monotonic clock how long that may be believed. */
export class HeldLeases extends ShardLeases {
  private readonly held = new Map<number, { readonly lease: Lease; readonly confirmedAt: number }>();
  private readonly times: LeaseTimes;

  constructor(private readonly parts: HeldLeasesParts) {
    super();
    this.times = parts.times ?? LEASE_TIMES;
  }

  override holds(shard: number): boolean {
    return this.trusted(shard) !== null;
  }

  override async take(shard: number): Promise<Lease | null> {
    const trusted = this.trusted(shard);
    if (trusted !== null) return trusted;
    return (await this.tryTake(shard, [])) ?? this.takeFromTheDead(shard);
  }

  override async renew(): Promise<void> {
    const { rows, clock, owner } = this.parts;
    const asked = clock.monotonicMs();
    const renewed = await rows.renew(owner, this.times.ttlMs);
    const kept = new Set(renewed.map(({ shard }) => shard));
    for (const shard of this.held.keys()) if (!kept.has(shard)) this.held.delete(shard);
    for (const { shard, fence } of renewed) this.remember(shard, fence, asked);
  }

  override async release(): Promise<void> {
    this.held.clear();
    await this.parts.rows.release(this.parts.owner);
  }

  override lost(shard: number): void {
    this.held.delete(shard);
  }

  private trusted(shard: number): Lease | null {
    const held = this.held.get(shard);
    if (held === undefined || this.parts.clock.monotonicMs() - held.confirmedAt >= this.times.trustedMs)
      return null;
    return held.lease;
  }

  private async tryTake(shard: number, dead: readonly string[]): Promise<Lease | null> {
    const { rows, clock, owner } = this.parts;
    const asked = clock.monotonicMs();
    const fence = await rows.take(shard, owner, this.times.ttlMs, dead);
    return fence === null ? null : this.remember(shard, fence, asked);
  }

  private async takeFromTheDead(shard: number): Promise<Lease | null> {
    const owner = await this.parts.rows.ownerOf(shard);
    if (owner === null || !(await this.parts.isGone(owner))) return null;
    return this.tryTake(shard, [owner]);
  }

  private remember(shard: number, fence: number, confirmedAt: number): Lease {
    const lease = { shard, owner: this.parts.owner, fence };
    this.held.set(shard, { lease, confirmedAt });
    return lease;
  }
}
