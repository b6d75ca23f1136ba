import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import { ChannelStore } from '../ports/channel-store.port.js';
import { Teller } from '../teller.js';

/** A person has shut the door of a channel: it is not knocked at again, and they are told elsewhere. */
@Injectable()
export class BlockedChannel {
  constructor(
    private readonly channels: ChannelStore,
    private readonly teller: Teller,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Found out by these messages. Nothing to tell when it was somebody who is not linked. */
  async tell(userId: string | null, refused: readonly string[]): Promise<void> {
    if (userId === null) return;
    await this.unitOfWork.run(async (tx) => {
      const changed = await this.channels.block(tx, userId, refused);
      if (changed) await this.teller.tellOwn(tx, userId, { kind: 'telegram-blocked' });
    });
  }
}
