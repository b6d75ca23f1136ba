import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UsersModule } from '../../src/modules/users/users.module.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { BusModule } from '../../src/shared/platform/bus/bus.module.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import type { Environ } from '../../src/shared/platform/config/environ.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { configureHttp, type HttpSetup } from '../../src/shared/platform/http/configure-http.js';
import type { Role } from '../../src/shared/platform/http/current-user.decorator.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { OperationsModule } from '../../src/shared/platform/http/operations.module.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { PersistenceModule } from '../../src/shared/platform/persistence/persistence.module.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { Wakeups } from '../../src/shared/platform/queue/wakeups.port.js';
import { PinoLogger } from '../../src/shared/platform/telemetry/pino-logger.js';
import { createTestDatabase } from '../kit/postgres.js';
import { signedIn } from '../kit/signed-in.js';

@Global()
@Module({ providers: [{ provide: Wakeups, useClass: MemoryWakeups }], exports: [Wakeups] })
class MemoryQueueModule {}

@Module({})
class RootModule {}

export interface Wish {
  readonly env?: Environ;
  readonly controllers?: readonly Type[];
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface CallWish {
  /** The access token. */
  readonly as?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BootedUsers extends HttpSetup {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly bus: Bus;
  readonly lines: readonly string[];
  /** The `authorization` header of a person who has just signed in. */
  readonly bearer: (role: Role, userId?: string) => Promise<string>;
  /** `from`: the network address that the request comes from. */
  readonly login: (body: object, from?: string) => ReturnType<NestFastifyApplication['inject']>;
  readonly call: (
    method: Method,
    path: string,
    wish?: CallWish,
  ) => ReturnType<NestFastifyApplication['inject']>;
  readonly close: () => Promise<void>;
}

/** The users module on the real platform, on a database of its own; the records it tells stay in its outbox. */
export async function bootUsers({ env = {}, controllers = [] }: Wish = {}): Promise<BootedUsers> {
  const config = readConfig({ TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else', ...env });
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const home = await createTestDatabase();
  const database = new Database(home.url);
  const lines: string[] = [];
  const root: DynamicModule = {
    module: RootModule,
    controllers: [...controllers],
    imports: [
      OperationsModule.register(config.value, '1.2.3'),
      PersistenceModule.of(database),
      MemoryQueueModule,
      BusModule.forRoot({ hosted: ['users'], modules: ['users'], works: false }),
      AuthModule.forRoot({ dataDir: null }),
      UsersModule,
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    createHttpAdapter(config.value, new SystemIds(new SystemClock(), new SystemRandomness())),
    {
      logger: PinoLogger.to({ write: (line) => lines.push(line) }, 'trace'),
      abortOnError: false,
      bodyParser: false,
    },
  );
  const { routes } = await configureHttp(app, config.value);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const bearer = async (role: Role, userId = `user-who-is-${role}`): Promise<string> =>
    `Bearer ${await signedIn(app, userId, role)}`;
  return {
    app,
    database,
    routes,
    lines,
    bearer,
    bus: app.get(Bus),
    login: (payload, remoteAddress) =>
      app.inject({ method: 'POST', url: '/api/v1/auth/login', payload, remoteAddress }),
    call: (method, path, { as, body, headers = {} } = {}) =>
      app.inject({
        ...{ method, url: `/api/v1${path}`, payload: body },
        headers: { ...headers, ...(as !== undefined && { authorization: `Bearer ${as}` }) },
      }),
    close: async () => {
      await app.close();
      await database.close();
      await home.drop();
    },
  };
}
