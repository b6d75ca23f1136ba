import { Global, Injectable, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessTokens } from '../../src/shared/platform/auth/access-tokens.port.js';
import { AuthModule } from '../../src/shared/platform/auth/auth.module.js';
import { BusModule } from '../../src/shared/platform/bus/bus.module.js';
import { OnRecord, type RecordHandler } from '../../src/shared/platform/bus/on-record.js';
import { RecordLane } from '../../src/shared/platform/bus/record/record-lane.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { configureHttp } from '../../src/shared/platform/http/configure-http.js';
import type { Role } from '../../src/shared/platform/http/current-user.decorator.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { OperationsModule } from '../../src/shared/platform/http/operations.module.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { PersistenceModule } from '../../src/shared/platform/persistence/persistence.module.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { Wakeups } from '../../src/shared/platform/queue/wakeups.port.js';
import { PinoLogger } from '../../src/shared/platform/telemetry/pino-logger.js';
import { RecordEvent } from '../../src/shared/pure/messages/message.js';
import { eventually } from '../kit/eventually.js';
import { createTestDatabase } from '../kit/postgres.js';
import { configOf } from './kit.js';

const MODULES = ['orders', 'grid', 'positions'];

class NoteTaken extends RecordEvent<{ readonly key: string; readonly text: string }> {
  static readonly type = 'orders.note-taken.v1';
  override get key(): string {
    return this.data.key;
  }
}

const heard: string[] = [];
let broken = true;

@Injectable()
@OnRecord('grid', NoteTaken)
class HearNote implements RecordHandler<NoteTaken> {
  async handle({ data }: NoteTaken): Promise<void> {
    if (broken) throw new Error(`cannot take ${data.text}`);
    heard.push(data.text);
  }
}

@Global()
@Module({ providers: [{ provide: Wakeups, useClass: MemoryWakeups }], exports: [Wakeups] })
class MemoryQueueModule {}

@Module({ providers: [HearNote] })
class HearingModule {}

@Module({})
class RootModule {}

describe('what waits, as the operator sees it', () => {
  let app: NestFastifyApplication;
  let database: Database;
  let place: Awaited<ReturnType<typeof createTestDatabase>>;
  const lines: string[] = [];

  beforeAll(async () => {
    const config = configOf({ TB_TOKEN_SECRET: 'a-secret-of-the-tests-and-of-nobody-else' });
    place = await createTestDatabase();
    database = new Database(place.url);
    const root: DynamicModule = {
      module: RootModule,
      imports: [
        OperationsModule.register(config, '1.2.3'),
        PersistenceModule.of(database),
        MemoryQueueModule,
        BusModule.forRoot({ hosted: MODULES, modules: MODULES, works: true }),
        AuthModule.forRoot({ dataDir: null }),
        HearingModule,
      ],
    };
    app = await NestFactory.create<NestFastifyApplication>(
      root,
      createHttpAdapter(config, new SystemIds(new SystemClock(), new SystemRandomness())),
      { logger: PinoLogger.to({ write: (line) => lines.push(line) }, 'info'), abortOnError: false },
    );
    await configureHttp(app, config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(async () => {
    await app.close();
    await database.close();
    await place.drop();
  });

  const call = async (method: 'GET' | 'POST', url: string, role: Role = 'admin') => {
    const { token } = await app.get(AccessTokens).sign({ userId: 'u-1', role, sessionId: 'session' });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method, url: `/api/v1/operations/${url}`, headers });
    return { status: answer.statusCode, body: answer.json() };
  };
  const letters = async () => (await call('GET', 'dead-letters')).body.items;

  const record = (...notes: readonly (readonly [key: string, text: string])[]) =>
    app
      .get(RecordLane)
      .unitOfWork('orders')
      .run(async (tx) => tx.record(...notes.map(([key, text]) => new NoteTaken({ key, text }))));

  /** The next failure of what has failed once is its last. */
  const wearOut = () =>
    database
      .pool('api')
      .query(
        'UPDATE grid.inbox SET attempts = 7, next_attempt_at = NULL WHERE attempts > 0 AND dead_at IS NULL',
      );

  it('a message that cannot be handled is listed with its error and what waits behind it, page by page', async () => {
    await record(['a', 'first'], ['a', 'second'], ['b', 'third']);
    await eventually(async () => (await wearOut(), (await letters()).length === 2), { timeoutMs: 20_000 });
    const first = (await letters()).find(({ key }: { key: string }) => key === 'a');
    expect(first).toEqual({
      ...{ id: expect.stringMatching(/^grid\../), module: 'grid', source: 'orders', key: 'a' },
      ...{ type: 'orders.note-taken.v1', attempts: 8, lastError: 'Error: cannot take first', waiting: 1 },
      deadAt: expect.stringMatching(/Z$/),
    });
    const page = (await call('GET', 'dead-letters?limit=1')).body;
    const next = (await call('GET', `dead-letters?limit=1&cursor=${page.nextCursor}`)).body;
    expect([...page.items, ...next.items]).toEqual(await letters());
    expect(next.nextCursor).toBeNull();
    const queues = (await call('GET', 'queues')).body;
    expect(queues.records).toContainEqual({
      ...{ module: 'grid', outbox: 0, inbox: 1, dead: 2 },
      oldestMs: expect.any(Number),
    });
    expect(queues.wakeUps.bus).toMatchObject({ waiting: 0 });
  });

  it('once the cause is mended, a retry has it handled, and then what waited behind it', async () => {
    broken = false;
    const [newest] = (await letters()).filter(({ key }: { key: string }) => key === 'a');
    expect(await call('POST', `dead-letters/${newest.id}/retry`)).toMatchObject({
      status: 202,
      body: { status: 'retrying' },
    });
    await eventually(() => heard.length === 2);
    expect(heard).toEqual(['first', 'second']);
    expect(lines.join('')).toContain(`Dead letter ${newest.id} is handled again, as user u-1 asked.`);
    expect((await call('POST', `dead-letters/${newest.id}/retry`)).body).toMatchObject({ code: 'not-found' });
  });

  it.each(['grid.nothing', 'nowhere.x', 'grid'])('there is no dead letter %s', async (id) => {
    expect((await call('POST', `dead-letters/${id}/retry`)).status).toBe(404);
  });

  it.each(['viewer', 'trader'] as const)('is not shown to a %s', async (role) => {
    for (const url of ['dead-letters', 'queues']) expect((await call('GET', url, role)).status).toBe(403);
    expect((await call('POST', 'dead-letters/grid.x/retry', role)).status).toBe(403);
  });
});
