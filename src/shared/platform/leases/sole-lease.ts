import type { ShardLeases } from './shard-leases.port.js';

/** The one row that processes compete for. */
const SOLE = 0;

/** Which one of several processes does what only one may do at a time; the others wait for it to give back, to end, or to be silent. */
export class SoleLease {
  constructor(private readonly leases: ShardLeases) {}

  /** Whether this process may go on; takes the lease when it is free. */
  async mine(): Promise<boolean> {
    return this.leases.holds(SOLE) || (await this.leases.take(SOLE)) !== null;
  }

  /** Answers from memory. */
  get held(): boolean {
    return this.leases.holds(SOLE);
  }

  /**
   * Another number whenever another process has had the lease in between; null while this one does not have it. What was read in one
   * term is acted on in that term alone: of two loops of a process that has slept the other one may have taken the lease again. From
   * memory.
   */
  get term(): number | null {
    return this.leases.held(SOLE)?.fence ?? null;
  }

  renew(): Promise<void> {
    return this.leases.renew();
  }

  release(): Promise<void> {
    return this.leases.release();
  }
}
