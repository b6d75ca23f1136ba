import type { Cancel, Clock } from '../../../shared/platform/clock/clock.port.js';
import { every } from '../../../shared/platform/clock/every.js';
import type { OrderResolver } from './order-resolver.js';
import type { OrderSender } from './order-sender.js';

const EVERY_MS = 1_000;

/** Once a second the rows are looked through: what nobody was woken for is sent or resolved then. */
export class OrderWatch {
  private cancel: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly sender: OrderSender,
    private readonly resolver: OrderResolver,
  ) {}

  start(): void {
    this.sender.start();
    this.resolver.start();
    this.cancel = every(this.clock, EVERY_MS, () => this.tick());
  }

  async stop(): Promise<void> {
    this.cancel?.();
    this.cancel = null;
    await Promise.all([this.sender.stop(), this.resolver.stop()]);
  }

  private tick(): void {
    this.sender.nudge();
    this.resolver.nudge();
  }
}
