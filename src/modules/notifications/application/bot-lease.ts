import type { ShardLeases } from '../../../shared/platform/leases/shard-leases.port.js';

/** The one row that processes compete for. */
const BOT = 0;

/** Which process speaks for the bot: it alone asks for updates, deals with them and sends, so that nobody does it twice. */
export class BotLease {
  constructor(private readonly leases: ShardLeases) {}

  /** Whether this process may go on; takes the lease when it is free. */
  async mine(): Promise<boolean> {
    return this.leases.holds(BOT) || (await this.leases.take(BOT)) !== null;
  }

  /** Answers from memory. */
  get held(): boolean {
    return this.leases.holds(BOT);
  }

  /**
   * Another number whenever another process has spoken for the bot in between; null while this one does not. What was read in one term is
   * acted on in that term alone: of two loops of a process that has slept the other one may have taken the lease again. From memory.
   */
  get term(): number | null {
    return this.leases.held(BOT)?.fence ?? null;
  }

  renew(): Promise<void> {
    return this.leases.renew();
  }

  release(): Promise<void> {
    return this.leases.release();
  }
}
