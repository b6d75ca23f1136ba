import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const ANSWER_NOT_KEPT = 'tradingboost:answer-not-kept';
export const NOT_KEPT_MARK = 'x-answer-not-kept';

/** Declares a route whose answer is a secret and is stored nowhere: its `Idempotency-Key` is not looked at. */
export const AnswerNotKept = (): MethodDecorator =>
  applyDecorators(SetMetadata(ANSWER_NOT_KEPT, true), ApiExtension(NOT_KEPT_MARK, true));
