import { Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Streams } from '../../shared/platform/bus/streams.port.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Config } from '../../shared/platform/config/config.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { PgShardLeases } from '../../shared/platform/strategy/outbound/pg-shard-leases.js';
import { ownIdentity } from '../../shared/platform/strategy/process-identity.js';
import { Meter } from '../../shared/platform/telemetry/meter.port.js';
import { TickerUpdated } from '../market-data/contracts/events/ticker-updated.event.js';
import { BotLease } from './application/bot-lease.js';
import { BotWatch, type BotPart } from './application/bot-watch.js';
import { ChoosePreferences } from './application/choose-preferences.js';
import { BlockedChannel } from './application/delivery/blocked-channel.js';
import { Courier } from './application/delivery/courier.js';
import { OutgoingNudge } from './application/delivery/outgoing-nudge.js';
import { Readers } from './application/delivery/readers.js';
import { ListNotificationsHandler } from './application/list-notifications.handler.js';
import { MarketNow } from './application/market-now.js';
import { ChannelStore } from './application/ports/channel-store.port.js';
import { NotificationStore } from './application/ports/notification-store.port.js';
import { OutgoingStore } from './application/ports/outgoing-store.port.js';
import { SendTest } from './application/send-test.js';
import {
  TellTradingHalted,
  TellTradingResumed,
  TellUserRegistered,
} from './application/tell-accounts.handlers.js';
import {
  TellGridFailed,
  TellGridResumed,
  TellGridStarted,
  TellGridStopped,
  TellHyperRsiFailed,
  TellHyperRsiStarted,
  TellHyperRsiStopped,
} from './application/tell-bots.handlers.js';
import { TellOrderDenied, TellOrderFilled, TellOrderRejected } from './application/tell-orders.handlers.js';
import { TellPositionClosed, TellPositionOpened } from './application/tell-positions.handlers.js';
import { Teller } from './application/teller.js';
import { DeliveriesController } from './inbound/deliveries.controller.js';
import { NotificationsController } from './inbound/notifications.controller.js';
import { PgChannelStore } from './outbound/pg-channel-store.js';
import { PgNotificationStore } from './outbound/pg-notification-store.js';
import { PgOutgoingStore } from './outbound/pg-outgoing-store.js';
import { TelegramClient } from './outbound/telegram/telegram-client.js';
import { TelegramMessenger } from './outbound/telegram/telegram-messenger.js';

const logger = new Logger('Telegram');

function failed(error: unknown): void {
  logger.error('the bot could not go on', error instanceof Error ? error.stack : String(error));
}

/** The client of the configured bot; null without a token. */
class BotClient {
  constructor(readonly client: TelegramClient | null) {}
}

/** What happened, told to the person it concerns. */
@Module({
  imports: [BusModule.forModule('notifications')],
  controllers: [NotificationsController, DeliveriesController],
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
      provide: BotWatch,
      inject: [OutgoingStore, BotLease, BotClient, Readers, BlockedChannel, OutgoingNudge, Clock, Meter],
      useFactory: (
        store: OutgoingStore,
        lease: BotLease,
        { client }: BotClient,
        readers: Readers,
        blocked: BlockedChannel,
        nudge: OutgoingNudge,
        clock: Clock,
        meter: Meter,
      ) => {
        const messages = meter.counter('notifications_sent_total', 'Messages by what became of them', [
          ...(['channel', 'outcome'] as const),
        ]);
        const counted = (outcome: string, count: number): void => {
          messages.add({ channel: 'telegram', outcome }, count);
        };
        const waiting = meter.gauge('notifications_outgoing', 'Messages on their way, and those given up', [
          'state',
        ]);
        waiting.collect(async () =>
          Object.entries(await store.counts()).map(([state, value]) => ({ labels: { state }, value })),
        );
        const parts: BotPart[] = [];
        if (client !== null) {
          const messenger = new TelegramMessenger(client);
          const courier = new Courier({ store, messenger, lease, readers, blocked, clock, counted, failed });
          nudge.listen(() => courier.nudge());
          parts.push(courier);
        }
        const expired = (count: number): void => counted('expired', count);
        return new BotWatch({
          outgoing: store,
          lease,
          parts,
          clock,
          expired,
          failed,
          forget: async () => undefined,
        });
      },
    },
    MarketNow,
    OutgoingNudge,
    Teller,
    Readers,
    BlockedChannel,
    ChoosePreferences,
    SendTest,
    TellOrderFilled,
    TellOrderDenied,
    TellOrderRejected,
    TellPositionOpened,
    TellPositionClosed,
    TellHyperRsiStarted,
    TellHyperRsiStopped,
    TellHyperRsiFailed,
    TellGridStarted,
    TellGridStopped,
    TellGridFailed,
    TellGridResumed,
    TellTradingHalted,
    TellTradingResumed,
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
