/** Leases as rows: each method is one conditional statement, by the database's clock. */
export abstract class LeaseRows {
  /**
   * Takes the shard for `owner` where it is free, expired, its own already, or that of one of the `dead`. Every change of owner
   * raises the fence. Answers the fence, or null when somebody else has it.
   */
  abstract take(shard: number, owner: string, ttlMs: number, dead: readonly string[]): Promise<number | null>;

  abstract ownerOf(shard: number): Promise<string | null>;

  /** Extends what is still the owner's, and answers it. */
  abstract renew(
    owner: string,
    ttlMs: number,
  ): Promise<readonly { readonly shard: number; readonly fence: number }[]>;

  abstract release(owner: string): Promise<void>;
}
