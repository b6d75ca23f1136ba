import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from '../../src/app.module.js';
import { openMarket } from '../../src/program/open-market.js';
import { OpenPaperAccount } from '../../src/modules/exchange/contracts/commands/open-paper-account.command.js';
import { PrepareInstrument } from '../../src/modules/exchange/contracts/commands/prepare-instrument.command.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import type { Environ } from '../../src/shared/platform/config/environ.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { configureHttp } from '../../src/shared/platform/http/configure-http.js';
import type { Role } from '../../src/shared/platform/http/current-user.decorator.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { createOpenApiDocument } from '../../src/shared/platform/http/openapi/document.js';
import type { RouteTable } from '../../src/shared/platform/http/route-table.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { PinoLogger } from '../../src/shared/platform/telemetry/pino-logger.js';
import { createTestDatabase } from '../kit/postgres.js';
import { signedIn } from '../kit/signed-in.js';

export const SECRET = 'a-secret-of-the-tests-and-of-nobody-else';
export const MASTER_KEY = 'a-master-key-of-the-tests-and-of-nobody-else';

export interface Request {
  /** The access token; nobody's when left out. */
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The JSON of the text; null when it is none. */
  readonly body: any;
}

/** A person of the tests with an account on the paper venue. */
export interface Person {
  readonly userId: string;
  readonly accountId: string;
  readonly token: string;
}

/** Every module of the program in this process, on a database and a generated market of its own. */
export class WholeProgram {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: Database,
    readonly document: OpenAPIObject,
    readonly routes: RouteTable,
    /** The log. */
    readonly lines: readonly string[],
    private readonly drop: () => Promise<void>,
  ) {}

  static async boot(env: Environ = {}): Promise<WholeProgram> {
    const config = readConfig({
      ...{ NODE_ENV: 'test', TB_TOKEN_SECRET: SECRET, TB_FEED_SPEED: '20' },
      TB_MASTER_KEY: MASTER_KEY,
      ...env,
    });
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    const place = await createTestDatabase();
    const database = new Database(place.url);
    const lines: string[] = [];
    const parts = { config: config.value, version: '1.2.3', database, databaseUrl: place.url, dataDir: null };
    const ids = new SystemIds(new SystemClock(), new SystemRandomness());
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.of(parts),
      createHttpAdapter(config.value, ids),
      { logger: PinoLogger.to({ write: (line) => lines.push(line) }, 'info'), abortOnError: false },
    );
    const { routes } = await configureHttp(app, config.value);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await openMarket(app.get(Bus), config.value);
    const drop = async (): Promise<void> => {
      await app.close();
      await database.close();
      await place.drop();
    };
    return new WholeProgram(app, database, createOpenApiDocument(app, '1.2.3'), routes, lines, drop);
  }

  /** Asks `url`, an address with its query. */
  async ask(method: string, url: string, { as, body, headers = {} }: Request = {}): Promise<Answer> {
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
    const answer = await this.app.inject({
      ...{ method: method as 'GET', url, ...payload },
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(as !== undefined && { authorization: `Bearer ${as}` }),
        ...headers,
      },
    });
    const { statusCode: status, payload: text } = answer;
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    return { status, headers: answer.headers, text, body: json ? JSON.parse(text) : null };
  }

  async person(userId: string, role: Role = 'trader'): Promise<Person> {
    const token = await signedIn(this.app, userId, role);
    const accountId = `paper-of-${userId}`;
    const account = { accountId, userId, label: `Account of ${userId}`, currency: 'USDT', cash: '10000' };
    const bus = this.app.get(Bus);
    await bus.ask(new OpenPaperAccount(account));
    // As a bot would before its first order; without it the venue rejects what a person orders.
    for (const symbol of ['BTC/USDT', 'BTC/USDT:USDT'])
      await bus.ask(new PrepareInstrument({ accountId, userId, symbol, leverage: 1, marginMode: 'cross' }));
    return { userId, accountId, token };
  }

  close(): Promise<void> {
    return this.drop();
  }
}
