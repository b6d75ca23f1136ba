import {
  applyDecorators,
  createParamDecorator,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { ApiProblems } from './problem.dto.js';
import { ProblemException } from './problem.js';

/**
 * The tag of a version of what can be edited. It tells nothing of what changes by itself, such as the state of a bot: whoever
 * edits settings must have seen the settings, not the newest tick.
 */
export const tagOf = (version: number): string => `"${version}"`;

const TAG = /^(?:W\/)?"(\d{1,15})"$/;

/** Sends the version of the answer as `ETag`. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller's function names its own answer
export const ETag = <Answer>(versionOf: (answer: Answer) => number): MethodDecorator =>
  UseInterceptors(new ETagInterceptor(versionOf));

class ETagInterceptor<Answer> implements NestInterceptor<Answer, Answer> {
  constructor(private readonly versionOf: (answer: Answer) => number) {}

  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<Answer> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        void reply.header('etag', tagOf(this.versionOf(answer)));
        return answer;
      }),
    );
  }
}

/** Injects the version that `If-Match` names, or null for `*`, which fits any. @throws ProblemException 428, 412 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null =>
  versionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** Documents a route that edits what somebody has seen. */
export const ApiIfMatch = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The ETag of what you have seen, or * to overwrite whatever there is',
      schema: { type: 'string', example: '*' },
    }),
    ApiProblems('precondition-failed', 'precondition-required'),
  );

/** The version that an `If-Match` header names. A tag that nobody here has made fits nothing. */
export function versionIn(header: string | undefined): number | null {
  if (header === undefined || header === '') throw ProblemException.of('precondition-required');
  if (header === '*') return null;
  const version = TAG.exec(header)?.[1];
  if (version === undefined)
    throw ProblemException.of('precondition-failed', { ifMatch: header.slice(0, 80) });
  return Number(version);
}
