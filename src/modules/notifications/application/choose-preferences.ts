import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { Preferences } from '../domain/index.js';
import { BotNudge } from './bot-nudge.js';
import { ChannelStore, type Channel, type VersionedPreferences } from './ports/channel-store.port.js';

export interface ChosenPreferences {
  readonly preferences: VersionedPreferences;
  readonly channels: readonly Channel[];
}

/** What a person wants to be told where. Called by the module's own routes. */
@Injectable()
export class ChoosePreferences {
  constructor(
    private readonly channels: ChannelStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly outgoing: BotNudge,
  ) {}

  async of(userId: string): Promise<ChosenPreferences> {
    const [preferences, channels] = await Promise.all([
      this.channels.preferences(userId),
      this.channels.list(userId),
    ]);
    return { preferences, channels };
  }

  /** `ifVersion` is the one the person has seen; null where it does not matter. Refused with `precondition-failed`. */
  async choose(
    userId: string,
    preferences: Preferences,
    ifVersion: number | null,
  ): Promise<Result<ChosenPreferences, Refusal>> {
    const done = await this.unitOfWork.run(async (tx) => {
      const choice = { userId, preferences, ifVersion };
      const chosen = await this.channels.choose(tx, choice);
      if (chosen) tx.afterCommit(() => this.outgoing.nudge());
      return chosen;
    });
    const now = await this.of(userId);
    if (done) return ok(now);
    const { version } = now.preferences;
    return err(refusal('precondition-failed', 'the preferences have changed meanwhile', { version }));
  }
}
