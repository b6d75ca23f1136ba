import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Streams } from '../../shared/platform/bus/streams.port.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { TickerUpdated } from '../market-data/contracts/events/ticker-updated.event.js';
import { ListNotificationsHandler } from './application/list-notifications.handler.js';
import { MarketNow } from './application/market-now.js';
import { NotificationStore } from './application/ports/notification-store.port.js';
import {
  TellTradingHalted,
  TellTradingResumed,
  TellUserRegistered,
} from './application/tell-accounts.handlers.js';
import {
  TellAccountDiffered,
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
import { TellOrderDenied, TellOrderFilled, TellOrderRejected } from './application/tell-orders.handlers.js';
import { TellPositionClosed, TellPositionOpened } from './application/tell-positions.handlers.js';
import { Teller } from './application/teller.js';
import { NotificationsController } from './inbound/notifications.controller.js';
import { PgNotificationStore } from './outbound/pg-notification-store.js';

/** What happened, told to the person it concerns. */
@Module({
  imports: [BusModule.forModule('notifications')],
  controllers: [NotificationsController],
  providers: [
    {
      provide: NotificationStore,
      inject: [Database],
      useFactory: (database: Database) => new PgNotificationStore(database.pool('api')),
    },
    MarketNow,
    Teller,
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
    TellHyperRsiResumed,
    TellProtectionChanged,
    TellOrderNeedsHuman,
    TellAccountDiffered,
    TellInstanceHalted,
    TellTradingHalted,
    TellTradingResumed,
    TellUserRegistered,
    ListNotificationsHandler,
  ],
})
export class NotificationsModule implements OnApplicationBootstrap {
  constructor(
    private readonly streams: Streams,
    private readonly market: MarketNow,
  ) {}

  onApplicationBootstrap(): void {
    this.streams.subscribe(TickerUpdated, ({ data }) => this.market.accept(data.at));
  }
}
