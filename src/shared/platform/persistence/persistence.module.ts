import { Module, type DynamicModule } from '@nestjs/common';
import { ReadinessBoard } from '../http/readiness-board.js';
import { Meter } from '../telemetry/meter.port.js';
import { Database } from './database.js';

/** The database of this process: opened before the application, closed after it. */
@Module({})
export class PersistenceModule {
  constructor(board: ReadinessBoard, meter: Meter, database: Database) {
    board.register({
      name: 'database',
      check: async () => {
        await database.pool('api').query('SELECT 1');
        return { ok: true };
      },
    });
    const connections = meter.gauge('database_connections', 'Connections per pool by state', [
      'pool',
      'state',
    ]);
    connections.collect(() =>
      database.poolStats().flatMap(({ pool, limit, open, idle, waiting }) => [
        { labels: { pool, state: 'limit' }, value: limit },
        { labels: { pool, state: 'open' }, value: open },
        { labels: { pool, state: 'idle' }, value: idle },
        { labels: { pool, state: 'waiting' }, value: waiting },
      ]),
    );
  }

  static of(database: Database): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [{ provide: Database, useValue: database }],
      exports: [Database],
    };
  }
}
