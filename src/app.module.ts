import { Module, type DynamicModule } from '@nestjs/common';
import { ExchangeModule } from './modules/exchange/exchange.module.js';
import { MarketDataModule } from './modules/market-data/market-data.module.js';
import { BusModule } from './shared/platform/bus/bus.module.js';
import { moduleNames, type Config, type ModuleName } from './shared/platform/config/config.js';
import { OperationsModule } from './shared/platform/http/operations.module.js';
import type { Database } from './shared/platform/persistence/database.js';
import { PersistenceModule } from './shared/platform/persistence/persistence.module.js';
import { queueConnection } from './shared/platform/queue/queue-connection.js';
import { QueueModule } from './shared/platform/queue/queue.module.js';

/** In the order in which they start: who is asked stands before who asks. */
const MODULES: Partial<Record<ModuleName, NonNullable<DynamicModule['imports']>[number]>> = {
  exchange: ExchangeModule,
  'market-data': MarketDataModule,
};

export interface AppParts {
  readonly config: Config;
  readonly version: string;
  readonly database: Database;
  readonly databaseUrl: string;
}

/** Which modules live in this process, on the shared platform. */
@Module({})
export class AppModule {
  static of({ config, version, database, databaseUrl }: AppParts): DynamicModule {
    const hosted = config.modules.filter((name) => MODULES[name] !== undefined);
    return {
      module: AppModule,
      imports: [
        OperationsModule.register(config, version),
        PersistenceModule.of(database),
        QueueModule.forRoot(queueConnection(databaseUrl, config.redisUrl)),
        BusModule.forRoot({ hosted, modules: moduleNames, works: config.roles.includes('worker') }),
        ...hosted.map((name) => MODULES[name]!),
      ],
    };
  }
}
