import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MarketClock } from '../clock/market-clock.port.js';
import type { Meter } from '../telemetry/meter.port.js';
import { runInScope } from '../telemetry/scope.js';
import { AnswerMetrics } from './answer-metrics.js';

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

/**
 * Tells of every answered request: counts and times it by method, route pattern and status, and writes a line. Lines of probes
 * and scrapes are for debugging: nothing is made for them unless such lines are written (`debugs`).
 */
export function tellAnswers(instance: FastifyInstance, meter: Meter, debugs: boolean): void {
  const metrics = new AnswerMetrics(meter);
  const logger = new Logger('Http');
  instance.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const { statusCode: status, elapsedTime: ms } = reply;
    const route = routeOf(request);
    metrics.record(method, route, status, ms / 1_000);
    const probe = isProbe(route);
    if (!probe || debugs) {
      const durationMs = Math.round(ms * 10) / 10;
      const line = { message: 'request answered', method, route, status, durationMs, ip: request.ip };
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

/** API answers say which market time they were made at and that the market is simulated when it is. */
export function addApiHeaders(
  instance: FastifyInstance,
  prefix: string,
  marketClock: MarketClock | null,
): void {
  // The market stands still for many requests, and a date is written no faster for having been written before.
  let told = { at: -1, text: '' };
  instance.addHook('onRequest', (request, reply, done) => {
    if (!request.raw.url?.startsWith(prefix)) {
      done();
      return;
    }
    const time = marketClock?.now() ?? null;
    if (time !== null) {
      if (time.at !== told.at) told = { at: time.at, text: new Date(time.at).toISOString() };
      void reply.header('x-market-time', told.text);
      void reply.header('x-market-source', time.source.toUpperCase());
    }
    done();
  });
}
