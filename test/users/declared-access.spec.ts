import { Controller, Get, type INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, NestFactory, Reflector } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { ACCESS, Access, type AccessLevel } from '../../src/shared/platform/http/access.decorator.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { createTestDatabase } from '../kit/postgres.js';
import { bootUsers } from './kit.js';

type Handler = (...values: unknown[]) => unknown;

/** Every route of the controllers of a program, with what it declares; the guard reads the same. */
function declarations(app: INestApplication): ReadonlyMap<string, AccessLevel | undefined> {
  const [scanner, reflector] = [new MetadataScanner(), new Reflector()];
  const found = new Map<string, AccessLevel | undefined>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    const controller = metatype as new () => Record<string, Handler>;
    const methods: Record<string, Handler> = controller.prototype;
    for (const name of scanner.getAllMethodNames(methods)) {
      const handler = methods[name]!;
      if (Reflect.getMetadata('path', handler) === undefined) continue;
      const level = reflector.getAllAndOverride<AccessLevel | undefined>(ACCESS, [handler, controller]);
      found.set(`${controller.name}.${name}`, level);
    }
  }
  return found;
}

const undeclared = (app: INestApplication): readonly string[] =>
  [...declarations(app)].flatMap(([route, level]) => (level === undefined ? [route] : []));

@Controller('forgotten')
class ForgottenController {
  @Get()
  forgotten(): void {
    // Nobody ever comes here.
  }

  @Get('remembered')
  @Access('admin')
  remembered(): void {
    // Nor here.
  }
}

describe('every route of the program', () => {
  it('declares who may call it', async () => {
    const home = await createTestDatabase();
    const database = new Database(home.url);
    const config = readConfig({ NODE_ENV: 'test' });
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    const parts = { config: config.value, version: '1.2.3', database, databaseUrl: home.url, dataDir: null };
    const ids = new SystemIds(new SystemClock(), new SystemRandomness());
    const app = await NestFactory.create(AppModule.of(parts), createHttpAdapter(config.value, ids), {
      logger: false,
      abortOnError: false,
    });
    try {
      expect([...declarations(app).keys()]).toEqual(
        expect.arrayContaining(['HealthController.ready', 'MarketController.candles']),
      );
      expect(undeclared(app)).toEqual([]);
    } finally {
      await app.close();
      await database.close();
      await home.drop();
    }
  });

  it('that does not is found', async () => {
    const { app, close } = await bootUsers({ controllers: [ForgottenController] });
    try {
      expect(undeclared(app)).toEqual(['ForgottenController.forgotten']);
      expect(declarations(app).get('ForgottenController.remembered')).toBe('admin');
      expect(declarations(app).get('AuthController.login')).toBe('public');
      expect(declarations(app).get('UsersController.me')).toBe('viewer');
    } finally {
      await close();
    }
  });
});
