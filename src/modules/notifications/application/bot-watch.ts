import type { Cancel, Clock } from '../../../shared/platform/clock/clock.port.js';
import { RENEW_EVERY_MS } from '../../../shared/platform/leases/shard-leases.port.js';
import type { BotNudge } from './bot-nudge.js';
import type { BotLease } from './bot-lease.js';
import type { OutgoingStore } from './ports/outgoing-store.port.js';

/** What runs while there is a bot. */
export interface BotPart {
  start(): void;
  stop(): Promise<void>;
  nudge(): void;
}

export interface BotWatchParts {
  readonly outgoing: OutgoingStore;
  /** Forgets what was over longer ago than that. */
  readonly forget: (olderThanMs: number) => Promise<void>;
  readonly lease: BotLease;
  readonly nudge: BotNudge;
  /** Empty while there is no token: then messages stay in the list. */
  readonly parts: readonly BotPart[];
  readonly clock: Clock;
  readonly expired: (messages: number) => void;
  readonly failed: (error: unknown) => void;
}

const LOOK_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 10 * 60_000;
/** How long what is over stays to be looked at. */
const RETENTION_MS = 7 * 86_400_000;

/** Once a second the rows are looked through: what nobody was woken for is sent, dealt with or given up then. */
export class BotWatch {
  private readonly timers = new Set<Cancel>();
  private running = false;

  constructor(private readonly parts: BotWatchParts) {}

  start(): void {
    const { outgoing, lease, parts, expired, forget } = this.parts;
    this.running = true;
    for (const part of parts) part.start();
    this.parts.nudge.listen(() => {
      for (const part of parts) part.nudge();
    });
    this.every(LOOK_EVERY_MS, async () => {
      // First of all, so that a database that does not answer keeps nobody from seeing that the lease is gone.
      for (const part of parts) part.nudge();
      const given = await outgoing.expire();
      if (given > 0) expired(given);
    });
    this.every(RENEW_EVERY_MS, () => lease.renew());
    this.every(FORGET_EVERY_MS, async () => {
      await forget(RETENTION_MS);
    });
  }

  /** What is being sent is finished; the lease is given back, so that another process need not wait for it. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.running = false;
    for (const cancel of this.timers) cancel();
    await Promise.all(this.parts.parts.map((part) => part.stop()));
    await this.parts.lease.release();
  }

  private every(ms: number, work: () => Promise<void>): void {
    const cancel = this.parts.clock.schedule(ms, () => {
      this.timers.delete(cancel);
      void work()
        .catch(this.parts.failed)
        .then(() => {
          if (this.running) this.every(ms, work);
        });
    });
    this.timers.add(cancel);
  }
}
