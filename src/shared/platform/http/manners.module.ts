import { Module, type NestModule, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService, HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Database } from '../persistence/database.js';
import { IdempotencyStore } from './idempotency/idempotency-store.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { putOnChangingRoutes } from './idempotency/once-on-changing-routes.js';
import { UnreadInputGuard } from './unread-input.guard.js';

/** What every route does beside its own work: refuse what it does not read, and happen once for one key. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: IdempotencyStore,
      inject: [Database],
      useFactory: (database: Database) => new IdempotencyStore(database),
    },
    { provide: APP_GUARD, useClass: UnreadInputGuard },
    IdempotencyInterceptor,
  ],
})
export class MannersModule implements NestModule {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly idempotency: IdempotencyInterceptor,
  ) {}

  /** Nest asks for this right before it makes the routes. */
  configure(): void {
    const controllers = this.discovery.getControllers().map(({ metatype }) => metatype as Type);
    putOnChangingRoutes(controllers, this.host.httpAdapter.getInstance(), this.idempotency);
  }
}
