import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { setUpDemo } from '../../src/program/demo/set-up-demo.js';
import { FeedLease } from '../../src/modules/exchange/application/feed-lease.js';
import { BotLease } from '../../src/modules/notifications/application/bot-lease.js';
import { PaceLimits } from '../../src/modules/notifications/application/delivery/pace.js';
import { EnsureUser } from '../../src/modules/users/contracts/commands/ensure-user.command.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import type { Config } from '../../src/shared/platform/config/config.js';
import { configSecrets } from '../../src/shared/platform/config/config-secrets.js';
import type { Environ } from '../../src/shared/platform/config/environ.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { configureHttp } from '../../src/shared/platform/http/configure-http.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { PgShardLeases } from '../../src/shared/platform/leases/outbound/pg-shard-leases.js';
import { PinoLogger } from '../../src/shared/platform/telemetry/pino-logger.js';
import { registerSecret } from '../../src/shared/platform/telemetry/secret-mask.js';
import type { Role } from '../../src/shared/platform/http/current-user.decorator.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { signedIn } from './signed-in.js';

/** A token as BotFather prints it, of a bot that is not there. */
export const TOKEN = '123456789:AAEtestAAEtestAAEtestAAEtestAAEtest';

/** The whole program in this process, on a database of its own, talking to the Bot API that the test gives it. */
export class Program {
  readonly lines: string[] = [];
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: Config,
    readonly database: Database,
    readonly url: string,
    lines: string[],
  ) {
    this.lines = lines;
  }

  /** @param host a process of another computer, as far as leases can tell */
  static async start(place: TestDatabase, env: Environ, host = 'this host'): Promise<Program> {
    const read = readConfig({
      ...{ TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else', PORT: '0', TB_FEED_SPEED: '0.01' },
      ...env,
    });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const config = read.value;
    for (const secret of configSecrets(config)) registerSecret(secret);
    const database = new Database(place.url);
    const lines: string[] = [];
    try {
      const app = await openApp(config, database, place, host, lines);
      return new Program(app, config, database, await app.getUrl(), lines);
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  get bus(): Bus {
    return this.app.get(Bus);
  }

  /** The demo's person, account and bots; its market stands still. */
  async demo(): Promise<string> {
    const said: string[] = [];
    await setUpDemo(this.bus, this.config, (line) => said.push(line));
    const { demoEmail: email } = this.config;
    const who = { email, password: null, role: 'trader', language: 'ko', demo: true } as const;
    return (await this.bus.ask(new EnsureUser(who))).userId;
  }

  async person(
    email: string,
    role: 'trader' | 'viewer' = 'trader',
    language: 'ko' | 'en' = 'en',
  ): Promise<string> {
    const who = { email, password: 'a long password', role, language, demo: false } as const;
    return (await this.bus.ask(new EnsureUser(who), { timeoutMs: 20_000 })).userId;
  }

  async ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, userId: string, body?: object) {
    const token = await this.tokenOf(userId);
    const answer = await this.app.inject({
      ...{ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.payload === '' ? null : JSON.parse(answer.payload) };
  }

  /** Of somebody with the role they have, or of a new trader. */
  private async tokenOf(userId: string): Promise<string> {
    const known = this.tokens.get(userId);
    if (known !== undefined) return known;
    const { rows } = await this.rows('SELECT id, role FROM users."user"');
    const person = (rows as { id: string; role: Role }[]).find(({ id }) => id === userId);
    const token = await signedIn(this.app, userId, person?.role ?? 'trader');
    this.tokens.set(userId, token);
    return token;
  }

  get pool() {
    return this.database.pool('api');
  }

  rows(statement: string) {
    return this.pool.query(statement);
  }
}

async function openApp(
  config: Config,
  database: Database,
  place: TestDatabase,
  host: string,
  lines: string[],
): Promise<NestFastifyApplication> {
  const ids = new SystemIds(new SystemClock(), new SystemRandomness());
  const root = AppModule.of({
    ...{ config, version: '1.2.3', database, databaseUrl: place.url, dataDir: null },
  });
  // A person types, a test does not: what the bot may say in a second would be most of the time that it takes.
  const moduleRef = await Test.createTestingModule({ imports: [root] })
    .overrideProvider(PaceLimits)
    .useValue({ chatEveryMs: 5, perSecond: 1_000 })
    .overrideProvider(BotLease)
    .useValue(new BotLease(leasesOf(database, 'notifications', host)))
    .overrideProvider(FeedLease)
    .useValue(new FeedLease(leasesOf(database, 'exchange', host)))
    .compile();
  const app = moduleRef.createNestApplication<NestFastifyApplication>(createHttpAdapter(config, ids), {
    logger: PinoLogger.to({ write: (line) => lines.push(line) }, 'trace'),
  });
  try {
    await configureHttp(app, config);
    await app.listen(config.port, '127.0.0.1');
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

const leasesOf = (database: Database, schema: string, host: string) =>
  new PgShardLeases(database.pool('api'), schema, new SystemClock(), {
    ...{ pid: process.pid, host, startMark: 'of this test' },
  });

export { createTestDatabase, type TestDatabase };
