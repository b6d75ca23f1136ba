import { OnRecord, type RecordHandler } from '../../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { Envelope } from '../../../../shared/pure/messages/envelope.js';
import { TelegramLinked } from '../../../users/contracts/events/telegram-linked.event.js';
import { TelegramUnlinked } from '../../../users/contracts/events/telegram-unlinked.event.js';
import { ChannelStore } from '../ports/channel-store.port.js';
import { Teller } from '../teller.js';

/** A person can be reached by Telegram from now on: by the private chat, whose number is theirs. */
@OnRecord('notifications', TelegramLinked)
export class OpenTelegramChannel implements RecordHandler<TelegramLinked> {
  constructor(
    private readonly channels: ChannelStore,
    private readonly teller: Teller,
  ) {}

  async handle({ data }: TelegramLinked, envelope: Envelope, tx: Tx): Promise<void> {
    const { userId, telegramUserId } = data;
    await this.channels.open(tx, userId, telegramUserId);
    await this.teller.tell(tx, envelope, { userId, at: null, telling: { kind: 'telegram-linked' } });
  }
}

@OnRecord('notifications', TelegramUnlinked)
export class CloseTelegramChannel implements RecordHandler<TelegramUnlinked> {
  constructor(
    private readonly channels: ChannelStore,
    private readonly teller: Teller,
  ) {}

  async handle({ data: { userId } }: TelegramUnlinked, envelope: Envelope, tx: Tx): Promise<void> {
    await this.channels.close(tx, userId);
    await this.teller.tell(tx, envelope, { userId, at: null, telling: { kind: 'telegram-unlinked' } });
  }
}
