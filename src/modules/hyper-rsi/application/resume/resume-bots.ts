import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { Clock, type Cancel } from '../../../../shared/platform/clock/clock.port.js';
import { StrategyShell } from '../../../../shared/platform/strategy/strategy-shell.js';
import { ResumeStore, type Resumed } from '../ports/resume-store.port.js';
import { proveBot } from './prove.js';

const AGAIN_MS = 2_000;
/** Ten minutes: longer than any order of ours stays unresolved. */
const MOST_ATTEMPTS = 300;

/**
 * After every start of a process that decides: the owner of each bot that was running is told what it holds, whether its venue
 * agrees and whether it is protected. What cannot be asked yet is asked again.
 */
@Injectable()
export class ResumeBots implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ResumeBots.name);
  private waiting: readonly Resumed[] | null = null;
  private marketTime: EpochMs | null = null;
  private attempts = 0;
  private cancel: Cancel = () => undefined;
  private isOver = false;

  constructor(
    private readonly shell: StrategyShell,
    private readonly store: ResumeStore,
    private readonly clock: Clock,
  ) {}

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
      await this.prove();
    } catch (error) {
      this.logger.warn(`bots cannot be compared with their venues yet: ${String(error)}`);
    }
    if (this.waiting?.length !== 0 && this.attempts < MOST_ATTEMPTS) this.later(AGAIN_MS);
  }

  private async prove(): Promise<void> {
    const { parts } = this.shell;
    const { bus, world } = parts;
    this.marketTime ??= (await bus.ask(new world.feed({}))).marketTime;
    this.waiting ??= await this.store.running();
    for (const bot of this.waiting) {
      if (this.isOver) return;
      if (await proveBot(parts, this.store, bot, this.marketTime))
        this.waiting = this.waiting.filter((other) => other !== bot);
    }
  }
}
