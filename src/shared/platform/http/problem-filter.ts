import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LeftToOthers } from '../../pure/left-to-others.js';
import { AskTimeout } from '../bus/bus.port.js';
import { isOverload } from '../persistence/overload.js';
import { CommitUnknown } from '../persistence/unit-of-work.port.js';
import { languageOf, problemBody, ProblemException } from './problem.js';
import { codeOfStatus } from './problem-codes.js';
import type { RouteTable } from './route-table.js';

/** What has no time now, such as a pool that is exhausted, has some within seconds. */
const RETRY_AFTER_SEC = '5';

/**
 * Turns everything thrown into a problem answer. What we did not throw ourselves shows its status and nothing else:
 * messages of frameworks and drivers carry paths, SQL and addresses. What nobody expected is logged under the request id.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly routes: RouteTable) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') {
      this.logger.error({ message: 'unhandled exception', transport: host.getType(), err: exception });
      return;
    }
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.problemOf(exception, request);
    if (problem.getStatus() >= 500 && !(exception instanceof ProblemException)) {
      this.logger.error({ message: 'request failed', requestId: request.id, err: exception });
    }
    if (reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(problem, request, reply);
  }

  private problemOf(exception: unknown, request: FastifyRequest): ProblemException {
    if (exception instanceof ProblemException) return exception;
    const later = { 'retry-after': RETRY_AFTER_SEC };
    if (isOverload(exception) || exception instanceof LeftToOthers)
      return ProblemException.of('unavailable', {}, later);
    if (exception instanceof AskTimeout || exception instanceof CommitUnknown)
      return ProblemException.of('no-answer-in-time', {}, later);
    if (!(exception instanceof HttpException)) return ProblemException.of('internal-error');
    const status = exception.getStatus();
    return status === 404 && request.is404
      ? this.unmatched(request)
      : ProblemException.of(codeOfStatus(status));
  }

  private unmatched({ raw }: FastifyRequest): ProblemException {
    const methods = this.routes.methodsAt((raw.url ?? '/').split('?', 1)[0]!);
    if (methods.length === 0 || methods.includes(raw.method ?? '')) return ProblemException.of('not-found');
    const allow = methods.join(', ');
    return ProblemException.of('method-not-allowed', { allow }, { allow });
  }
}

export function sendProblem(problem: ProblemException, request: FastifyRequest, reply: FastifyReply): void {
  const body = problemBody(problem, request.id, languageOf(request.headers['accept-language']));
  void reply
    .status(body.status)
    .headers(problem.headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', languageOf(request.headers['accept-language']))
    .send(JSON.stringify(body));
}
