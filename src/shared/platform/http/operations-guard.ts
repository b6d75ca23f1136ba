import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { ProblemException } from './problem.js';
import { sendProblem } from './problem-filter.js';
import { routeOf } from './request-hooks.js';

/**
 * In production `/metrics`, `/docs` and `/openapi.json` are opened by the operations token, as a bearer token or as the
 * password of basic authentication; without a token they are not found. The route decides, not the text of the
 * address, so no spelling of it gets around.
 */
export function guardOperations(instance: FastifyInstance, config: Config): void {
  if (config.environment !== 'production') return;
  instance.addHook('onRequest', (request, reply, done) => {
    if (!isGuarded(routeOf(request))) {
      done();
    } else if (config.operationsToken === null) {
      sendProblem(ProblemException.of('not-found'), request, reply);
    } else if (!carries(request, config.operationsToken)) {
      const headers = { 'www-authenticate': 'Basic realm="operations", Bearer' };
      sendProblem(ProblemException.of('unauthenticated', {}, headers), request, reply);
    } else {
      done();
    }
  });
}

const isGuarded = (route: string): boolean =>
  route === '/metrics' || route === '/openapi.json' || route === '/docs' || route.startsWith('/docs/');

function carries({ headers }: FastifyRequest, token: string): boolean {
  const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ', 2);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return same(credentials, token);
    case 'basic':
      return same(
        Buffer.from(credentials, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, ''),
        token,
      );
    default:
      return false;
  }
}

/** Compares digests, so that neither the length nor the first difference shows in the time. */
const same = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
