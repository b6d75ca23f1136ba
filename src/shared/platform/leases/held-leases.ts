import type { Clock } from '../clock/clock.port.js';
import type { LeaseRows, OwnedShard } from './lease-rows.port.js';
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
  private readonly known = new Map<number, { readonly lease: Lease; readonly confirmedAt: number }>();
  private readonly times: LeaseTimes;

  constructor(private readonly parts: HeldLeasesParts) {
    super();
    this.times = parts.times ?? LEASE_TIMES;
  }

  override held(shard: number): Lease | null {
    const known = this.known.get(shard);
    if (known === undefined || this.parts.clock.monotonicMs() - known.confirmedAt >= this.times.trustedMs)
      return null;
    return known.lease;
  }

  override async takeAll(shards: readonly number[]): Promise<readonly Lease[]> {
    const held = shards.flatMap((shard) => this.held(shard) ?? []);
    const wanted = shards.filter((shard) => held.every((lease) => lease.shard !== shard));
    if (wanted.length === 0) return held;
    const { leases, others } = await this.tryTake(wanted, []);
    return [...held, ...leases, ...(await this.takeFromTheDead(others))];
  }

  override async renew(): Promise<void> {
    const { rows, clock, owner } = this.parts;
    const asked = clock.monotonicMs();
    const renewed = await rows.renew(owner, this.times.ttlMs);
    const kept = new Set(renewed.map(({ shard }) => shard));
    for (const shard of this.known.keys()) if (!kept.has(shard)) this.known.delete(shard);
    for (const { shard, fence } of renewed) this.remember(shard, fence, asked);
  }

  override async release(): Promise<void> {
    this.known.clear();
    await this.parts.rows.release(this.parts.owner, null);
  }

  override async giveUp(shard: number): Promise<void> {
    this.known.delete(shard);
    await this.parts.rows.release(this.parts.owner, shard);
  }

  override lost(shard: number): void {
    this.known.delete(shard);
  }

  private async tryTake(shards: readonly number[], dead: readonly string[]): Promise<Taken> {
    const { rows, clock, owner } = this.parts;
    const asked = clock.monotonicMs();
    const owned = await rows.take(shards, owner, this.times.ttlMs, dead);
    const leases = owned
      .filter((one) => one.owner === owner)
      .map(({ shard, fence }) => this.remember(shard, fence, asked));
    return { leases, others: owned.filter((one) => one.owner !== owner) };
  }

  private async takeFromTheDead(others: readonly OwnedShard[]): Promise<readonly Lease[]> {
    const gone = new Set<string>();
    for (const owner of new Set(others.map((one) => one.owner)))
      if (await this.parts.isGone(owner)) gone.add(owner);
    const left = others.filter(({ owner }) => gone.has(owner)).map(({ shard }) => shard);
    return left.length === 0 ? [] : (await this.tryTake(left, [...gone])).leases;
  }

  private remember(shard: number, fence: number, confirmedAt: number): Lease {
    const lease = { shard, owner: this.parts.owner, fence };
    this.known.set(shard, { lease, confirmedAt });
    return lease;
  }
}

interface Taken {
  readonly leases: readonly Lease[];
  /** What somebody else has. */
  readonly others: readonly OwnedShard[];
}
