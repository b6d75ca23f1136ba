import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MarketClock } from '../clock/market-clock.port.js';
import type { Meter } from '../telemetry/meter.port.js';
import { runInScope } from '../telemetry/scope.js';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The pattern of the route, never the address: labels and logs must not grow with ids, nor hold what a query holds. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unmatched';

/** Gives every request its scope and echoes its id. */
export function trackScope(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    // Fastify keeps this context while it reads a body, whose events come in the context of the socket.
    runInScope({ requestId: request.id, correlationId: request.id }, done);
  });
}

/** One line per answered request, probes and scrapes at debug: of those nothing is made unless such lines are written (`debugs`). */
export function logAccess(instance: FastifyInstance, debugs: boolean): void {
  const logger = new Logger('Http');
  instance.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const probe = isProbe(route);
    if (!probe || debugs) {
      const line = {
        message: 'request answered',
        method: request.method,
        route,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        ip: request.ip,
      };
      runInScope({ requestId: request.id, correlationId: request.id }, () => {
        if (probe) logger.debug(line);
        else logger.log(line);
      });
    }
    done();
  });
}

const probes: ReadonlySet<string> = new Set(['/health', '/ready', '/metrics']);

export const isProbe = (route: string): boolean => probes.has(route);

/** Counts and times every answered request by method, route pattern and status. */
export function measureRequests(instance: FastifyInstance, meter: Meter): void {
  const labels = ['method', 'route', 'status'] as const;
  const total = meter.counter('http_requests_total', 'HTTP requests answered', labels);
  const duration = meter.histogram('http_request_duration_seconds', 'Time to answer an HTTP request', labels);
  instance.addHook('onResponse', (request, reply, done) => {
    const values = {
      method: methods.has(request.method) ? request.method : 'other',
      route: routeOf(request),
      status: String(reply.statusCode),
    };
    total.add(values);
    duration.observe(values, reply.elapsedTime / 1_000);
    done();
  });
}

/** API answers are private, and say which market time they were made at and that the market is simulated when it is. */
export function addApiHeaders(
  instance: FastifyInstance,
  prefix: string,
  marketClock: MarketClock | null,
): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (!request.raw.url?.startsWith(prefix)) {
      done();
      return;
    }
    void reply.header('cache-control', 'no-store');
    const time = marketClock?.now() ?? null;
    if (time !== null) {
      void reply.header('x-market-time', new Date(time.at).toISOString());
      void reply.header('x-market-source', time.source.toUpperCase());
    }
    done();
  });
}
