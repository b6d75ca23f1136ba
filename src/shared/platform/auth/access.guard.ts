import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS, type AccessLevel } from '../http/access.decorator.js';
import type { MaybeSignedIn } from '../http/current-user.decorator.js';
import { PerRoute } from '../http/per-route.js';
import { ProblemException } from '../http/problem.js';
import { RateLimits } from '../http/rate-limits.js';
import { extendScope } from '../telemetry/scope.js';
import { AccessTokens } from './access-tokens.port.js';
import { LiveSessions } from './live-sessions.js';
import { mayCall } from './roles.js';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
/** Ours have some 400 characters; nothing much longer is worth the work of looking at it. */
const LONGEST_HEADER = 4_096;

/** Lets through what a route's `Access` allows: everybody, or a signed-in person with at least that role. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly logger = new Logger('Access');
  private readonly levels: PerRoute<AccessLevel | undefined>;

  constructor(
    reflector: Reflector,
    private readonly tokens: AccessTokens,
    private readonly sessions: LiveSessions,
    private readonly limits: RateLimits,
  ) {
    this.levels = new PerRoute((controller, handler) =>
      reflector.getAllAndOverride<AccessLevel | undefined>(ACCESS, [handler, controller]),
    );
  }

  /** Answers at once where nobody has to be asked: a promise costs a probe more than the rest of this. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const level = this.levelOf(context);
    // Whoever forgot to say who may call a route has not opened it to all.
    if (level === null) throw ProblemException.of('forbidden');
    const [request, reply] = context.getArgs<[FastifyRequest & MaybeSignedIn, FastifyReply]>();
    const token = tokenIn(request.headers.authorization);
    if (level === 'public' && token === undefined) {
      this.limits.take(request, reply, null);
      return true;
    }
    return this.letIn(level, token, request, reply);
  }

  private async letIn(
    level: AccessLevel,
    token: string | undefined,
    request: FastifyRequest & MaybeSignedIn,
    reply: FastifyReply,
  ): Promise<boolean> {
    const claims = token === undefined ? null : await this.tokens.verify(token);
    // Counted before anything is read: a stranger by their network, a person wherever they are.
    this.limits.take(request, reply, claims?.userId ?? null);
    if (level === 'public') return true;
    const role = claims === null ? null : await this.sessions.roleOf(claims);
    if (claims === null || role === null)
      throw ProblemException.of('unauthenticated', {}, { 'www-authenticate': 'Bearer' });
    if (!mayCall(role, level)) throw ProblemException.of('forbidden', { needs: level });
    request.user = { userId: claims.userId, role };
    request.sessionId = claims.sessionId;
    extendScope({ userId: claims.userId });
    return true;
  }

  private levelOf(context: ExecutionContext): AccessLevel | null {
    const level = this.levels.of(context);
    if (level !== undefined && context.getType() === 'http') return level;
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    this.logger.error({ message: 'a route does not declare who may call it', route });
    return null;
  }
}

const tokenIn = (header: string | undefined): string | undefined =>
  header === undefined || header.length > LONGEST_HEADER ? undefined : BEARER.exec(header)?.[1];
