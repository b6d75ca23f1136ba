import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { networkOf } from '../../../shared/platform/http/network-of.js';
import type { Origin } from '../application/ports/session-store.port.js';

/** Longer ones say nothing more, and nobody reads them. */
const LONGEST_USER_AGENT = 200;

/** Injects where the request came from: the network address that the configured proxies vouch for, and the browser's name. */
export const FromWhere = createParamDecorator((_: unknown, context: ExecutionContext): Origin => {
  const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const userAgent = headers['user-agent']?.slice(0, LONGEST_USER_AGENT) ?? null;
  return { address: networkOf(ip), userAgent };
});
