import { AsyncResource } from 'node:async_hooks';
import type { Clock } from '../../clock/clock.port.js';

const FIRST_PAUSE_MS = 50;
const LAST_PAUSE_MS = 5_000;

/**
 * Runs `work` whenever nudged, one run at a time, again at once while it answers that there is more. Nudges during a run
 * cause one further run, however many they were. After a throw it waits, longer each time, and goes on.
 */
export class Loop {
  private wanted = false;
  private running: Promise<void> | null = null;
  private stopped = false;
  private wakePause: (() => void) | null = null;
  private whenIdle: (() => void)[] = [];
  /** A run belongs to nobody: it must not inherit the request or message that happened to nudge it. */
  private readonly outside = new AsyncResource('Loop');

  /** @param clock measures the waits after a throw. */
  constructor(
    private readonly work: () => Promise<boolean>,
    private readonly failed: (error: unknown) => void,
    private readonly clock: Pick<Clock, 'schedule'>,
  ) {}

  nudge(): void {
    if (this.stopped) return;
    this.wanted = true;
    this.running ??= this.outside
      .runInAsyncScope(() => this.run())
      .finally(() => {
        this.running = null;
        if (this.wanted) this.nudge();
        else this.becameIdle();
      });
  }

  /** True while there is work under way or wanted. */
  get busy(): boolean {
    return this.running !== null || this.wanted;
  }

  /** Resolves when nothing is under way or wanted; at once when that is so already. */
  idle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.whenIdle.push(resolve)) : Promise.resolve();
  }

  /** Lets the current run finish and starts no other. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wanted = false;
    this.wakePause?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (this.wanted && !this.stopped) {
      this.wanted = false;
      try {
        if (await this.work()) this.wanted = true;
        pauseMs = FIRST_PAUSE_MS;
      } catch (error) {
        this.failed(error);
        await this.pause(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LAST_PAUSE_MS);
        this.wanted = true;
      }
    }
    if (this.stopped) this.wanted = false;
  }

  private becameIdle(): void {
    const waiting = this.whenIdle;
    this.whenIdle = [];
    for (const resolve of waiting) resolve();
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.schedule(ms, resolve);
      this.wakePause = () => {
        cancel();
        resolve();
      };
      if (this.stopped) this.wakePause();
    });
  }
}
