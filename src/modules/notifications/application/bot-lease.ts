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

  renew(): Promise<void> {
    return this.leases.renew();
  }

  release(): Promise<void> {
    return this.leases.release();
  }
}
