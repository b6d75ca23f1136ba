import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Database } from '../persistence/database.js';
import { IdempotencyStore } from './idempotency/idempotency-store.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { UnreadInputInterceptor } from './unread-input.interceptor.js';

/** What every route does beside its own work: refuse what it does not read, and happen once for one key. */
@Module({
  providers: [
    {
      provide: IdempotencyStore,
      inject: [Database],
      useFactory: (database: Database) => new IdempotencyStore(database),
    },
    { provide: APP_INTERCEPTOR, useClass: UnreadInputInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class MannersModule {}
