import type { Cancel, Clock } from '../../../shared/platform/clock/clock.port.js';
import { every } from '../../../shared/platform/clock/every.js';
import type { AuditStore, Violation } from './ports/audit-store.port.js';

const EVERY_MS = 60_000;

export interface OrderAuditorParts {
  readonly store: AuditStore;
  readonly clock: Clock;
  readonly alarm: (message: string, details: object) => void;
  readonly failed: (error: unknown) => void;
}

/** Once a minute everything that must hold is looked at; what does not is an alarm, and a number on the metrics page. */
export class OrderAuditor {
  private cancel: Cancel = () => undefined;
  private last: readonly Violation[] = [];
  private looking: Promise<void> | null = null;

  constructor(private readonly parts: OrderAuditorParts) {}

  start(): void {
    this.cancel = every(this.parts.clock, EVERY_MS, () => void this.audit());
  }

  async stop(): Promise<void> {
    this.cancel();
    await this.looking;
  }

  /** What the last look has found; empty before the first. */
  get found(): readonly Violation[] {
    return this.last;
  }

  /** One look; a second one that is asked for meanwhile is the same. */
  audit(): Promise<void> {
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  private async look(): Promise<void> {
    const { store, alarm, failed } = this.parts;
    try {
      this.last = await store.check();
    } catch (error) {
      failed(error);
      return;
    }
    const broken = this.last.filter(({ count }) => count > 0);
    if (broken.length > 0) alarm('the books of orders break what must hold', { broken });
  }
}
