import { Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Streams } from '../../shared/platform/bus/streams.port.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Ids } from '../../shared/platform/clock/ids.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { PgShardLeases } from '../../shared/platform/leases/outbound/pg-shard-leases.js';
import { ownIdentity } from '../../shared/platform/leases/process-identity.js';
import { TickerUpdated } from '../market-data/contracts/events/ticker-updated.event.js';
import { BotLease } from './application/bot-lease.js';
import { BotWatch } from './application/bot-watch.js';
import { BotMeter } from './application/bot-meter.js';
import { ChoosePreferences } from './application/choose-preferences.js';
import { BlockedChannel } from './application/delivery/blocked-channel.js';
import { Courier } from './application/delivery/courier.js';
import { BotNudge } from './application/bot-nudge.js';
import { PaceLimits, TELEGRAM_LIMITS } from './application/delivery/pace.js';
import { Readers } from './application/delivery/readers.js';
import { ListNotificationsHandler } from './application/list-notifications.handler.js';
import { MarketNow } from './application/market-now.js';
import { ChannelStore } from './application/ports/channel-store.port.js';
import { ConfirmationStore } from './application/ports/confirmation-store.port.js';
import { NotificationStore } from './application/ports/notification-store.port.js';
import { OutgoingStore } from './application/ports/outgoing-store.port.js';
import { UpdateInbox } from './application/ports/update-inbox.port.js';
import { WebhookSecret } from './application/ports/update-source.port.js';
import { SendTest } from './application/send-test.js';
import {
  TellTradingHalted,
  TellEntriesGone,
  TellTradingResumed,
  TellRefreshTokenReused,
  TellUserRegistered,
} from './application/tell-accounts.handlers.js';
import {
  TellAccountDiffered,
  TellBooksBroken,
  TellInstanceHalted,
  TellOrderNeedsHuman,
  TellProtectionChanged,
} from './application/tell-alarms.handlers.js';
import {
  TellGridFailed,
  TellGridResumed,
  TellGridStarted,
  TellGridStopped,
  TellHyperRsiFailed,
  TellHyperRsiResumed,
  TellHyperRsiStarted,
  TellHyperRsiStopped,
} from './application/tell-bots.handlers.js';
import {
  TellOrderDenied,
  TellOrderExpired,
  TellOrderFilled,
  TellOrderRejected,
} from './application/tell-orders.handlers.js';
import {
  TellPositionClosed,
  TellPositionKept,
  TellPositionOpened,
} from './application/tell-positions.handlers.js';
import { Bots } from './application/telegram/bots.js';
import { Dangers } from './application/telegram/dangers.js';
import { Dialogue } from './application/telegram/dialogue.js';
import { CloseTelegramChannel, OpenTelegramChannel } from './application/telegram/link.handlers.js';
import { Reports } from './application/telegram/reports.js';
import { UpdateDesk } from './application/telegram/update-desk.js';
import { UpdateIntake } from './application/telegram/update-intake.js';
import { Teller } from './application/teller.js';
import { DeliveriesController } from './inbound/deliveries.controller.js';
import { NotificationsController } from './inbound/notifications.controller.js';
import { TelegramWebhookController } from './inbound/telegram-webhook.controller.js';
import { PgChannelStore } from './outbound/pg-channel-store.js';
import { PgConfirmationStore } from './outbound/pg-confirmation-store.js';
import { PgNotificationStore } from './outbound/pg-notification-store.js';
import { PgOutgoingStore } from './outbound/pg-outgoing-store.js';
import { PgUpdateInbox } from './outbound/pg-update-inbox.js';
import { TelegramClient } from './outbound/telegram/telegram-client.js';
import { TelegramMessenger } from './outbound/telegram/telegram-messenger.js';
import { TelegramUpdates, webhookSecret } from './outbound/telegram/telegram-updates.js';

/** Where the route of the webhook is found. */
const WEBHOOK_PATH = '/api/v1/telegram/webhook';

/** Telegram being away is news of the day, not a fault of the program. */
function failed(error: unknown): void {
  new Logger('Telegram').warn({ message: 'the bot could not go on and tries again', error });
}

/** The client of the configured bot; null without a token. */
class BotClient {
  constructor(readonly client: TelegramClient | null) {}
}

/** What happened, told to the person it concerns. */
@Module({
  imports: [BusModule.forModule('notifications')],
  controllers: [NotificationsController, DeliveriesController, TelegramWebhookController],
  providers: [
    {
      provide: NotificationStore,
      inject: [Database],
      useFactory: (database: Database) => new PgNotificationStore(database.pool('api')),
    },
    {
      provide: ChannelStore,
      inject: [Database],
      useFactory: (database: Database) => new PgChannelStore(database.pool('api')),
    },
    {
      provide: OutgoingStore,
      inject: [Database],
      useFactory: (database: Database) => new PgOutgoingStore(database.pool('api')),
    },
    {
      provide: BotClient,
      inject: [Config],
      useFactory: ({ telegramBotToken: token, telegramApiRoot: apiRoot }: Config) =>
        new BotClient(token === null ? null : new TelegramClient({ token, apiRoot })),
    },
    {
      provide: BotLease,
      inject: [Database, Clock],
      useFactory: async (database: Database, clock: Clock) =>
        new BotLease(new PgShardLeases(database.pool('api'), 'notifications', clock, await ownIdentity())),
    },
    {
      provide: UpdateInbox,
      inject: [Database],
      useFactory: (database: Database) => new PgUpdateInbox(database.pool('api')),
    },
    {
      provide: ConfirmationStore,
      inject: [Database],
      useFactory: (database: Database) => new PgConfirmationStore(database.pool('api')),
    },
    {
      provide: WebhookSecret,
      inject: [Config],
      useFactory: ({ telegramBotToken: token, telegramWebhookUrl: url }: Config) =>
        new WebhookSecret(token === null || url === null ? null : webhookSecret(token)),
    },
    { provide: PaceLimits, useValue: TELEGRAM_LIMITS },
    {
      provide: Courier,
      inject: [PaceLimits, OutgoingStore, BotLease, BotClient, Readers, BlockedChannel, Clock, BotMeter],
      useFactory: (
        limits: PaceLimits,
        store: OutgoingStore,
        lease: BotLease,
        { client }: BotClient,
        readers: Readers,
        blocked: BlockedChannel,
        clock: Clock,
        { counted }: BotMeter,
      ) => {
        if (client === null) return null;
        const messenger = new TelegramMessenger(client);
        return new Courier({ limits, store, messenger, lease, readers, blocked, clock, counted, failed });
      },
    },
    {
      provide: UpdateDesk,
      inject: [
        UpdateInbox,
        Dialogue,
        OutgoingStore,
        ChannelStore,
        UnitOfWork,
        BotNudge,
        BotLease,
        Ids,
        Clock,
      ],
      useFactory: (
        inbox: UpdateInbox,
        dialogue: Dialogue,
        outgoing: OutgoingStore,
        channels: ChannelStore,
        unitOfWork: UnitOfWork,
        nudge: BotNudge,
        lease: BotLease,
        ids: Ids,
        clock: Clock,
      ) =>
        new UpdateDesk({ inbox, dialogue, outgoing, channels, unitOfWork, nudge, lease, ids, clock, failed }),
    },
    {
      provide: UpdateIntake,
      inject: [BotClient, WebhookSecret, UpdateInbox, UpdateDesk, BotLease, Clock, Config],
      useFactory: (
        { client }: BotClient,
        { value }: WebhookSecret,
        inbox: UpdateInbox,
        desk: UpdateDesk,
        lease: BotLease,
        clock: Clock,
        { telegramWebhookUrl: url }: Config,
      ) => {
        if (client === null) return null;
        const source = new TelegramUpdates(client, value);
        const webhookUrl = url === null ? null : `${url}${WEBHOOK_PATH}`;
        const kept = (): void => desk.nudge();
        return new UpdateIntake({ source, inbox, lease, clock, webhookUrl, kept, failed });
      },
    },
    {
      provide: BotWatch,
      inject: [
        ...[OutgoingStore, UpdateInbox, ConfirmationStore, BotLease, BotNudge, Clock, BotMeter],
        ...[Courier, UpdateIntake, UpdateDesk],
      ],
      useFactory: (
        outgoing: OutgoingStore,
        inbox: UpdateInbox,
        confirmations: ConfirmationStore,
        lease: BotLease,
        nudge: BotNudge,
        clock: Clock,
        { expired }: BotMeter,
        courier: Courier | null,
        intake: UpdateIntake | null,
        desk: UpdateDesk,
      ) => {
        const parts = courier === null || intake === null ? [] : [courier, desk, intake];
        const forget = async (olderThanMs: number): Promise<void> => {
          await outgoing.forget(olderThanMs);
          await inbox.forget(olderThanMs);
          await confirmations.forget(olderThanMs);
        };
        return new BotWatch({ outgoing, forget, lease, nudge, parts, clock, expired, failed });
      },
    },
    BotMeter,
    Bots,
    Reports,
    Dangers,
    Dialogue,
    OpenTelegramChannel,
    CloseTelegramChannel,
    MarketNow,
    BotNudge,
    Teller,
    Readers,
    BlockedChannel,
    ChoosePreferences,
    SendTest,
    TellOrderFilled,
    TellOrderDenied,
    TellOrderRejected,
    TellOrderExpired,
    TellPositionOpened,
    TellPositionClosed,
    TellPositionKept,
    TellHyperRsiStarted,
    TellHyperRsiStopped,
    TellHyperRsiFailed,
    TellGridStarted,
    TellGridStopped,
    TellGridFailed,
    TellGridResumed,
    TellHyperRsiResumed,
    TellProtectionChanged,
    TellOrderNeedsHuman,
    TellAccountDiffered,
    TellBooksBroken,
    TellInstanceHalted,
    TellTradingHalted,
    TellEntriesGone,
    TellTradingResumed,
    TellRefreshTokenReused,
    TellUserRegistered,
    ListNotificationsHandler,
  ],
})
export class NotificationsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly streams: Streams,
    private readonly market: MarketNow,
    private readonly watch: BotWatch,
    private readonly bot: BotClient,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.streams.subscribe(TickerUpdated, ({ data }) => this.market.accept(data.at));
    if (this.config.roles.includes('bot')) this.watch.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.watch.stop();
    this.bot.client?.close();
  }
}
