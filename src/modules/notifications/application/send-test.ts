import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { ChannelStore, type Channel } from './ports/channel-store.port.js';
import { Teller } from './teller.js';

/** Tells a person something harmless, the way that everything else goes. */
@Injectable()
export class SendTest {
  constructor(
    private readonly channels: ChannelStore,
    private readonly teller: Teller,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Answers the channels that it goes to beside the list. */
  async to(userId: string): Promise<readonly Channel['kind'][]> {
    await this.unitOfWork.run((tx) => this.teller.tellOwn(tx, userId, { kind: 'test-message' }));
    const channels = await this.channels.list(userId);
    return channels.filter(({ state }) => state === 'active').map(({ kind }) => kind);
  }
}
