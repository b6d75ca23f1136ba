import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { BacktestModule } from './backtest/backtest.module.js';
import { ExchangeModule } from './modules/exchange/exchange.module.js';
import { GridModule } from './modules/grid/grid.module.js';
import { HyperRsiModule } from './modules/hyper-rsi/hyper-rsi.module.js';
import { MarketDataModule } from './modules/market-data/market-data.module.js';
import { NotificationsModule } from './modules/notifications/notifications.module.js';
import { OrdersModule } from './modules/orders/orders.module.js';
import { PositionsModule } from './modules/positions/positions.module.js';
import { UsersModule } from './modules/users/users.module.js';
import { AuditModule } from './shared/platform/audit/audit.module.js';
import { AuthModule } from './shared/platform/auth/auth.module.js';
import { BusModule } from './shared/platform/bus/bus.module.js';
import { moduleNames, type Config, type ModuleName } from './shared/platform/config/config.js';
import { MannersModule } from './shared/platform/http/manners.module.js';
import { OperationsModule } from './shared/platform/http/operations.module.js';
import type { RecordedMarket } from './shared/pure/market/recorded-market.js';
import { Database } from './shared/platform/persistence/database.js';
import { PersistenceModule } from './shared/platform/persistence/persistence.module.js';
import type { OpenQueues } from './shared/platform/queue/open-queues.js';
import { queueConnection } from './shared/platform/queue/queue-connection.js';
import { QueueModule } from './shared/platform/queue/queue.module.js';
import { VaultModule } from './shared/platform/vault/vault.module.js';

/** In the order in which they start: who is asked stands before who asks. */
const MODULES: Readonly<Record<ModuleName, Type>> = {
  users: UsersModule,
  exchange: ExchangeModule,
  'market-data': MarketDataModule,
  orders: OrdersModule,
  positions: PositionsModule,
  'hyper-rsi': HyperRsiModule,
  grid: GridModule,
  notifications: NotificationsModule,
};

export interface AppParts {
  readonly config: Config;
  readonly version: string;
  readonly database: Database;
  readonly databaseUrl: string;
  /** Folder of this installation's own files; null when there is none. */
  readonly dataDir: string | null;
  /** Traded in the place of the configured feed; null for that one. */
  readonly market?: RecordedMarket | null;
  /** Whether nothing but looking is allowed, because the database came out of a backup and waits for a person. */
  readonly readOnly?: boolean;
  /** Told of the queues that the container opens. */
  readonly queues?: OpenQueues;
}

@Module({})
class SharedDatabase {}

/** Which modules live in this process, on the shared platform. */
@Module({})
export class AppModule {
  /** What can be asked of an installation's rows, with nothing that runs: no feed, no queue, no relay. */
  static reading(database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [
        {
          ...{ module: SharedDatabase, global: true, exports: [Database] },
          providers: [{ provide: Database, useValue: database }],
        },
        BusModule.asking(),
        ExchangeModule.reading(),
        MarketDataModule.reading(),
        OrdersModule.reading(),
        HyperRsiModule.reading(),
        GridModule.reading(),
      ],
    };
  }

  static of({
    config,
    version,
    database,
    databaseUrl,
    dataDir,
    market = null,
    readOnly = false,
    queues,
  }: AppParts): DynamicModule {
    const hosted = moduleNames.filter((name) => config.modules.includes(name));
    return {
      module: AppModule,
      imports: [
        OperationsModule.register(config, version, readOnly ? 'READ_ONLY' : 'PAPER'),
        PersistenceModule.of(database),
        QueueModule.forRoot(queueConnection(databaseUrl, config.redisUrl), queues),
        BusModule.forRoot({ hosted, modules: moduleNames, works: config.roles.includes('worker') }),
        AuditModule.of(hosted),
        AuthModule.forRoot({ dataDir }),
        MannersModule,
        VaultModule.forRoot({ dataDir }),
        ...hosted.map((name) =>
          name === 'exchange' && market !== null ? ExchangeModule.telling(market) : MODULES[name],
        ),
        BacktestModule,
      ],
    };
  }
}
