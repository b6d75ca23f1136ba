import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../shared/platform/clock/clock.port.js';
import { ResumeLoop, type Since } from '../../../../shared/platform/strategy/resume-loop.js';
import type { Resumed } from '../../../../shared/platform/strategy/resume-store.port.js';
import { StrategyShell } from '../../../../shared/platform/strategy/strategy-shell.js';
import { GridResumeStore } from '../ports/grid-resume-store.port.js';
import { proveLadder } from './prove.js';

/** Each ladder is compared with the orders and the position that the venue has. */
@Injectable()
export class ResumeBots extends ResumeLoop {
  constructor(
    shell: StrategyShell,
    private readonly store: GridResumeStore,
    clock: Clock,
  ) {
    super(shell, store, clock);
  }

  protected override prove(bot: Resumed, since: Since): Promise<boolean> {
    return proveLadder(this.shell.parts, this.store, bot, since);
  }
}
