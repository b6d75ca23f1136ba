import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Cancel, Clock } from '../clock/clock.port.js';
import type { ResumeStore, Resumed } from './resume-store.port.js';
import type { StrategyShell } from './strategy-shell.js';

const AGAIN_MS = 2_000;
/** Ten minutes: longer than any order of ours stays unresolved. */
const MOST_ATTEMPTS = 300;

/** When this process came up. */
export interface Since {
  /** Wall time. */
  readonly bootedAt: EpochMs;
  /** Market time at that moment. */
  readonly marketTime: EpochMs;
}

/**
 * After every start of a process that decides: each bot that may hold something, whether it runs, is stopping or was
 * parked, is compared with its venue once nothing is under way for it any more, and its owner is told. What cannot be asked yet
 * is asked again, and one that cannot be compared keeps nobody else waiting.
 */
export abstract class ResumeLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ResumeLoop.name);
  private waiting: readonly Resumed[] | null = null;
  private since: Since | null = null;
  private attempts = 0;
  private cancel: Cancel = () => undefined;
  private isOver = false;

  constructor(
    protected readonly shell: StrategyShell,
    private readonly bots: ResumeStore,
    private readonly clock: Clock,
  ) {}

  /** True when nothing is left to be told of this bot; false when it is too early. */
  protected abstract prove(bot: Resumed, since: Since): Promise<boolean>;

  /** Something could not be asked; it will be again. */
  protected notYet(what: string, error: unknown): void {
    this.logger.warn(`${what}: ${String(error)}`);
  }

  onApplicationBootstrap(): void {
    if (this.shell.parts.works) this.later(0);
  }

  beforeApplicationShutdown(): void {
    this.isOver = true;
    this.cancel();
  }

  private later(delayMs: number): void {
    if (!this.isOver) this.cancel = this.clock.schedule(delayMs, () => void this.attempt());
  }

  private async attempt(): Promise<void> {
    this.attempts += 1;
    try {
      await this.proveAll();
    } catch (error) {
      this.notYet('bots cannot be compared with their venues yet', error);
    }
    if (this.waiting?.length !== 0 && this.attempts < MOST_ATTEMPTS) this.later(AGAIN_MS);
  }

  private async isProven(bot: Resumed, since: Since): Promise<boolean> {
    try {
      return await this.prove(bot, since);
    } catch (error) {
      this.notYet(`bot ${bot.instanceId} cannot be compared with its venue yet`, error);
      return false;
    }
  }

  private async proveAll(): Promise<void> {
    const { bus, world } = this.shell.parts;
    this.since ??= {
      bootedAt: this.clock.now(),
      marketTime: (await bus.ask(new world.feed({}))).marketTime,
    };
    this.waiting ??= await this.bots.alive();
    for (const bot of this.waiting) {
      if (this.isOver) return;
      if (await this.isProven(bot, this.since)) this.waiting = this.waiting.filter((other) => other !== bot);
    }
  }
}
