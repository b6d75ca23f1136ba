import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Preferences } from '../domain/index.js';
import { BotNudge } from './bot-nudge.js';
import { ChannelStore, type Channel } from './ports/channel-store.port.js';

export interface ChosenPreferences {
  readonly preferences: Preferences;
  readonly channels: readonly Channel[];
}

/** What a person wants to be told where. Called by the module's own routes. */
@Injectable()
export class ChoosePreferences {
  constructor(
    private readonly channels: ChannelStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly outgoing: BotNudge,
    private readonly clock: Clock,
  ) {}

  async of(userId: string): Promise<ChosenPreferences> {
    const [preferences, channels] = await Promise.all([
      this.channels.preferences(userId),
      this.channels.list(userId),
    ]);
    return { preferences, channels };
  }

  async choose(userId: string, preferences: Preferences): Promise<ChosenPreferences> {
    await this.unitOfWork.run(async (tx) => {
      await this.channels.choose(tx, userId, preferences, this.clock.now());
      tx.afterCommit(() => this.outgoing.nudge());
    });
    return this.of(userId);
  }
}
