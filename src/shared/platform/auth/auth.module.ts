import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Clock } from '../clock/clock.port.js';
import { Ids } from '../clock/ids.port.js';
import { Randomness } from '../clock/randomness.port.js';
import { Config } from '../config/config.js';
import { RequestDigest } from '../http/idempotency/request-digest.js';
import { RateLimits } from '../http/rate-limits.js';
import { registerSecret } from '../telemetry/secret-mask.js';
import { AccessGuard } from './access.guard.js';
import { AccessTokens } from './access-tokens.port.js';
import { JwtAccessTokens } from './jwt-access-tokens.js';
import { LiveSessions } from './live-sessions.js';
import { openTokenSecret } from './token-secret.js';

/** What keys are derived from; nobody else is handed it. */
const TOKEN_SECRET = Symbol('token secret');

/** Access tokens for every module, and the guard before every route. */
@Module({})
export class AuthModule {
  /** `dataDir`: where the signing secret is kept when the configuration has none; null when there is no such folder. */
  static forRoot({ dataDir }: { readonly dataDir: string | null }): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [
        {
          provide: TOKEN_SECRET,
          inject: [Config, Randomness],
          useFactory: async (config: Config, randomness: Randomness) => {
            const logger = new Logger('Access');
            const warn = (message: string): void => {
              logger.warn(message);
            };
            const secret = await openTokenSecret({ given: config.tokenSecret, dataDir, randomness, warn });
            registerSecret(secret);
            return secret;
          },
        },
        {
          provide: AccessTokens,
          inject: [TOKEN_SECRET, Clock, Ids],
          useFactory: (secret: string, clock: Clock, ids: Ids) => new JwtAccessTokens(secret, clock, ids),
        },
        {
          provide: RequestDigest,
          inject: [TOKEN_SECRET],
          useFactory: (secret: string) => new RequestDigest(secret),
        },
        LiveSessions,
        RateLimits,
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
      exports: [AccessTokens, LiveSessions, RequestDigest],
    };
  }
}
