import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../clock/clock.port.js';
import { Config } from '../config/config.js';
import { networkOf } from './network-of.js';
import { ProblemException } from './problem.js';
import { RateLimit } from './rate-limit.js';

/** Probes and scrapes are none of ours to slow; they stand outside of this. */
const COUNTED = '/api/';

/** How fast people may ask: each signed-in person by themselves, everybody else by the network they come from. */
@Injectable()
export class RateLimits {
  private readonly limit: RateLimit;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.limit = new RateLimit(config.requestsPerMinute);
  }

  /** Counts the request and tells by headers how many are left. `userId`: null for strangers. @throws ProblemException 429 */
  take(request: FastifyRequest, reply: FastifyReply, userId: string | null): void {
    if (request.raw.url?.startsWith(COUNTED) !== true) return;
    const name = userId === null ? `network ${networkOf(request.ip)}` : `user ${userId}`;
    const { taken, remaining, resetSec, retryAfterSec } = this.limit.take(name, this.clock.monotonicMs());
    void reply.headers({
      'ratelimit-limit': String(this.limit.perMinute),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(resetSec),
    });
    if (!taken)
      throw ProblemException.of(
        'too-many-requests',
        { retryAfterSec },
        { 'retry-after': String(retryAfterSec) },
      );
  }
}
