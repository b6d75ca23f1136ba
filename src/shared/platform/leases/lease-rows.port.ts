/** A shard with whoever has it, and the fence under which. */
export interface OwnedShard {
  readonly shard: number;
  readonly owner: string;
  readonly fence: number;
}

/** Leases as rows: each method is one conditional statement, by the database's clock. */
export abstract class LeaseRows {
  /**
   * Takes those of the shards for `owner` that are free, expired, its own already, or those of one of the `dead`. Every change of
   * owner raises the fence. Answers who has each of them now, in their order; one that somebody takes for the first time at this
   * very moment may be missing.
   */
  abstract take(
    shards: readonly number[],
    owner: string,
    ttlMs: number,
    dead: readonly string[],
  ): Promise<readonly OwnedShard[]>;

  /** Extends what is still the owner's, and answers it. */
  abstract renew(owner: string, ttlMs: number): Promise<readonly Omit<OwnedShard, 'owner'>[]>;

  /** Gives back what is the owner's: one shard, or with null all of them. */
  abstract release(owner: string, shard: number | null): Promise<void>;
}
