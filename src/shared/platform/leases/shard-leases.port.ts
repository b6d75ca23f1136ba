/** How often the leases of a process are renewed. */
export const RENEW_EVERY_MS = 5_000;

/** The right to decide for a shard; what is written under it carries its fence. */
export interface Lease {
  readonly shard: number;
  readonly owner: string;
  readonly fence: number;
}

/** The fence does not stand any more: another process works on the shard, and nothing of this work may be written. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

/**
 * Which process decides for a shard. Every change of owner raises the fence, and what a holder writes is written only while
 * its fence stands. A lease of a process of this host that is known to be dead is taken at once, so that a restart does not
 * wait for it to run out.
 */
export abstract class ShardLeases {
  /** The lease of the shard while this process may trust that it is its own; answers from memory. */
  abstract held(shard: number): Lease | null;

  holds(shard: number): boolean {
    return this.held(shard) !== null;
  }

  /** The lease of the shard: the one that is held, else one that is free, expired or left by a dead process; else null. */
  async take(shard: number): Promise<Lease | null> {
    return (await this.takeAll([shard]))[0] ?? null;
  }

  /** The same of several, asked for together; without those that somebody else has. */
  abstract takeAll(shards: readonly number[]): Promise<readonly Lease[]>;

  /** Extends every lease that is still this process's. */
  abstract renew(): Promise<void>;

  /** Gives everything back, so that another process need not wait. */
  abstract release(): Promise<void>;

  /** Gives one shard back, for others to take. */
  abstract giveUp(shard: number): Promise<void>;

  /** Somebody else has it: found out by a write that was refused. */
  abstract lost(shard: number): void;
}
