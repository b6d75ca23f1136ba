import { Injectable } from '@nestjs/common';
import { Bus } from '../../../../shared/platform/bus/bus.port.js';
import { GetUser } from '../../../users/contracts/queries/get-user.query.js';
import type { Preferences, Texts } from '../../domain/index.js';
import { ChannelStore } from '../ports/channel-store.port.js';

/** A person as a writer of messages needs to know them. */
export interface Reader {
  readonly language: keyof Texts;
  readonly preferences: Preferences;
}

/** Looks up how a person wants to be told. */
@Injectable()
export class Readers {
  constructor(
    private readonly bus: Bus,
    private readonly channels: ChannelStore,
  ) {}

  /** Null when there is no such person any more. */
  async of(userId: string | null): Promise<Reader | null> {
    const user = userId === null ? null : await this.bus.ask(new GetUser({ userId }));
    if (user === null) return null;
    return { language: user.language, preferences: await this.channels.preferences(user.userId) };
  }
}
