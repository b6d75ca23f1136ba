import {
  Injectable,
  Logger,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, Observable } from 'rxjs';
import type { Json } from '../../../pure/json.js';
import { Clock } from '../../clock/clock.port.js';
import { Ids } from '../../clock/ids.port.js';
import type { MaybeSignedIn } from '../current-user.decorator.js';
import { ProblemException } from '../problem.js';
import { validationProblem } from '../validation.js';
import { ANSWER_NOT_KEPT } from './answer-not-kept.decorator.js';
import { IdempotencyStore, type Outcome, type RequestName } from './idempotency-store.js';
import { RequestDigest } from './request-digest.js';

export const KEY_SHAPE = /^[\x21-\x7e]{1,128}$/;
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const REPLAYED = { 'idempotency-replayed': 'true' } as const;
/** Refusals that ask for another request: the key stays free for it. */
const CORRECTABLE = new Set([400, 412, 428, 429]);
const RETRY_AFTER_SEC = 1;

type PersonsRequest = FastifyRequest & MaybeSignedIn;

/**
 * Makes a changing request with an `Idempotency-Key` happen once however often it is sent: the first one works, others are
 * told to wait while it does, and afterwards get its answer again for a day. A key belongs to the person and the address it
 * was sent to, and to one body. It is not looked at on public routes and where `AnswerNotKept` is declared: those answers
 * hold secrets that are stored nowhere.
 *
 * When the process dies between the effect and its answer, the same request is done again a minute later; what must not
 * happen twice even then (orders, closings, backtests) has the key in the transaction of its effect as well.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(
    private readonly store: IdempotencyStore,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly reflector: Reflector,
    private readonly digest: RequestDigest,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<PersonsRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const unkept = this.reflector.get<boolean | undefined>(ANSWER_NOT_KEPT, context.getHandler()) === true;
    const name = unkept ? null : nameOf(request);
    return name === null ? next.handle() : fromPromise(() => this.once(name, request, reply, next));
  }

  private async once(
    name: RequestName,
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const claim = this.ids.next();
    const claimed = await this.store.claim(name, this.digest.of(textOf(request)), claim, this.clock.now());
    switch (claimed.state) {
      case 'ours':
        return this.work(name, claim, reply, next);
      case 'done':
        return again(claimed.outcome, reply);
      case 'in-progress':
        throw ProblemException.of(
          'request-in-progress',
          { retryAfterSec: RETRY_AFTER_SEC },
          { 'retry-after': String(RETRY_AFTER_SEC) },
        );
      case 'another-request':
        throw ProblemException.of('idempotency-key-used');
    }
  }

  private async work(
    name: RequestName,
    claim: string,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.settle(() => this.refused(name, claim, error));
      throw error;
    }
    const etag = reply.getHeader('etag');
    const outcome = {
      answered: true,
      body: (body ?? null) as Json,
      etag: typeof etag === 'string' ? etag : null,
    } as const;
    await this.settle(() => this.store.keep(name, claim, outcome));
    return body;
  }

  private async refused(name: RequestName, claim: string, error: unknown): Promise<void> {
    const final =
      error instanceof ProblemException && error.getStatus() < 500 && !CORRECTABLE.has(error.getStatus());
    if (!final) return this.store.release(name, claim);
    const { code, details, text } = error;
    return this.store.keep(name, claim, { answered: false, code, details, message: text ?? code });
  }

  /** What was done is done: who asked gets the answer also when it could not be kept. */
  private async settle(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ message: 'the outcome of a request could not be kept', err: error });
    }
  }
}

/** Null for a request that is not to be remembered. @throws ProblemException for a key that is none */
function nameOf({ method, user, headers, raw }: PersonsRequest): RequestName | null {
  const key = headers['idempotency-key'];
  if (key === undefined || user === undefined || !CHANGING.has(method)) return null;
  if (typeof key === 'string' && KEY_SHAPE.test(key))
    return { userId: user.userId, route: `${method} ${(raw.url ?? '').split('?', 1)[0]!}`, key };
  const value = String(key).slice(0, 120);
  throw validationProblem([{ field: 'Idempotency-Key', value, allowed: '1..128 visible ASCII characters' }]);
}

/** What makes two requests the same one beside their address: query, body and the version they edit. */
const textOf = ({ query, body, headers }: FastifyRequest): string =>
  JSON.stringify([query ?? null, body ?? null, headers['if-match'] ?? null]);

function again(outcome: Outcome, reply: FastifyReply): unknown {
  if (!outcome.answered) throw ProblemException.from(outcome, REPLAYED);
  void reply.headers({ ...REPLAYED, ...(outcome.etag !== null && { etag: outcome.etag }) });
  return outcome.body ?? undefined;
}

const fromPromise = (work: () => Promise<unknown>): Observable<unknown> =>
  new Observable((subscriber) => {
    work().then(
      (value) => {
        subscriber.next(value);
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
  });
