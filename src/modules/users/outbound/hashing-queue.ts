import { PasswordsBusy } from '../application/ports/passwords.port.js';

export interface HashingLimits {
  readonly atOnce: number;
  readonly waiting: number;
}

/** Runs slow work, some of it at once, some of it later in the order it came, and refuses the rest at once. */
export class HashingQueue {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly limits: HashingLimits) {}

  /** @throws PasswordsBusy before anything was done. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.limits.atOnce) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.limits.waiting) throw new PasswordsBusy(this.waiting.length);
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** The place goes to who waits longest, so that a newcomer cannot take it in between. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
