import { ModuleRef } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Config } from '../config/config.js';
import { Meter } from '../telemetry/meter.port.js';
import { allowDocsStyles } from './docs-styles.js';
import { findMarketClock } from './find-market-clock.js';
import { BODY_LIMIT_BYTES } from './http-adapter.js';
import { forbiddenKeyOf, isStorable, parseJsonBody } from './json-body.js';
import { serveOpenApi } from './openapi/document.js';
import { guardOperations } from './operations-guard.js';
import { ProblemException } from './problem.js';
import { ProblemFilter, sendProblem } from './problem-filter.js';
import { ReadinessBoard } from './readiness-board.js';
import { addApiHeaders, isProbe, routeOf, tellAnswers, trackScope } from './request-hooks.js';
import { RouteTable } from './route-table.js';
import { createValidationPipe } from './validation.js';
import { VERSION } from './version.js';

export const API_PREFIX = '/api/v1';
const LINES_OF_PROBES: ReadonlySet<string> = new Set(['debug', 'trace']);

/** What HTTP needs to know once it is configured. */
export interface HttpSetup {
  /** Filled while the application starts; complete after `app.init()` or `app.listen()`. */
  readonly routes: RouteTable;
}

/**
 * Gives the application its HTTP manners. Call it once, between `NestFactory.create` (with `createHttpAdapter`, and with
 * `OperationsModule` among the imports) and `app.init()` or `app.listen()`.
 */
export async function configureHttp(
  app: NestFastifyApplication,
  config: Config,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<HttpSetup> {
  const instance: FastifyInstance = app.getHttpAdapter().getInstance();
  const routes = new RouteTable();
  instance.addHook('onRoute', ({ method, url }) => {
    routes.add(method, url);
  });
  allowDocsStyles(instance);
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health', 'ready', 'metrics'] });
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter(routes));
  acceptJsonOnly(app, instance);
  if (config.corsOrigins.length > 0) app.enableCors(corsFor(config.corsOrigins));
  await app.register(hooks(app, config, readOnly));
  if (config.environment !== 'production' || config.operationsToken !== null) {
    serveOpenApi(app, app.get<string>(VERSION));
  }
  return { routes };
}

/** A plugin without a context of its own, so that its hooks run for every route. */
function hooks(app: NestFastifyApplication, config: Config, readOnly: boolean): FastifyPluginAsync {
  const board = app.get(ReadinessBoard);
  const plugin: FastifyPluginAsync = async (instance) => {
    trackScope(instance);
    tellAnswers(instance, app.get(Meter), LINES_OF_PROBES.has(config.logLevel));
    addApiHeaders(instance, API_PREFIX, findMarketClock(app.get(ModuleRef)));
    refuseWhileStopping(instance, board);
    if (readOnly) refuseChanges(instance);
    guardOperations(instance, config);
    refuseBadAddresses(instance);
  };
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

/** Forms and plain text are what a foreign page can send without asking first: they are refused, not only unread. */
function acceptJsonOnly(app: NestFastifyApplication, instance: FastifyInstance): void {
  instance.removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
    const parsed = parseJsonBody(body);
    if (parsed.ok) done(null, parsed.value);
    else done(ProblemException.from(parsed.error));
  });
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_request, _body, done) => {
    done(ProblemException.of('unsupported-media-type'));
  });
}

/**
 * Refuses in an address what is refused in a body. Nest would drop such a key without a word; an attack should be answered
 * like any other unknown member. A text that cannot be stored is nobody's name.
 */
function refuseBadAddresses(instance: FastifyInstance): void {
  instance.addHook('preValidation', ({ params, query }, _reply, done) => {
    const key = forbiddenKeyOf(query as object);
    if (key !== undefined) done(ProblemException.of('forbidden-key', { key }));
    else if (areStorable(params) && areStorable(query)) done();
    else done(ProblemException.of('unstorable-text'));
  });
}

function areStorable(members: unknown): boolean {
  const named = (members ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(named)) {
    const value = named[name];
    if (!isStorable(name) || (typeof value === 'string' && !isStorable(value))) return false;
  }
  return true;
}

/** While the process stops, requests under way end and new ones go elsewhere; probes are answered until the end. */
function refuseWhileStopping(instance: FastifyInstance, board: ReadinessBoard): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (!board.shuttingDown || isProbe(routeOf(request))) {
      done();
      return;
    }
    const headers = { connection: 'close', 'retry-after': '5' };
    sendProblem(ProblemException.of('shutting-down', {}, headers), request, reply);
  });
}

/** A restored database may be looked at, and people may sign in and out; everything else waits for a person's word. */
function refuseChanges(instance: FastifyInstance): void {
  const signing = `${API_PREFIX}/auth/`;
  instance.addHook('onRequest', (request, reply, done) => {
    const looks = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    if (looks || routeOf(request).startsWith(signing)) done();
    else sendProblem(ProblemException.of('read-only'), request, reply);
  });
}

const corsFor = (origins: readonly string[]) => ({
  origin: [...origins],
  credentials: true,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: [
    ...['x-request-id', 'x-market-time', 'x-market-source', 'retry-after', 'etag', 'idempotency-replayed'],
    ...['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'],
  ],
});
