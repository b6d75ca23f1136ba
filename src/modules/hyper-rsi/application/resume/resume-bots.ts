import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../shared/platform/clock/clock.port.js';
import { ResumeLoop, type Since } from '../../../../shared/platform/strategy/resume-loop.js';
import { ResumeStore, type Resumed } from '../../../../shared/platform/strategy/resume-store.port.js';
import { StrategyShell } from '../../../../shared/platform/strategy/strategy-shell.js';
import { proveBot } from './prove.js';

/** The owner of each bot is told what it holds, whether its venue agrees and whether it is protected. */
@Injectable()
export class ResumeBots extends ResumeLoop {
  constructor(
    shell: StrategyShell,
    private readonly store: ResumeStore,
    clock: Clock,
  ) {
    super(shell, store, clock);
  }

  protected override prove(bot: Resumed, { marketTime }: Since): Promise<boolean> {
    return proveBot(this.shell.parts, this.store, bot, marketTime);
  }
}
