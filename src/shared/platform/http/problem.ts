import { HttpException } from '@nestjs/common';
import type { JsonObject } from '../../pure/json.js';
import type { Refusal } from '../../pure/refusal.js';
import type { Result } from '../../pure/result.js';
import { sanitise, sanitiseText } from '../telemetry/sanitise.js';
import { meaningOf, problems, type ProblemCode, type Words } from './problem-codes.js';

/** An error answer of RFC 9457, with our members `code`, `details` and `requestId`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly details: JsonObject;
  readonly requestId: string;
}

/** Thrown by HTTP code to answer with a problem. `headers` go with the answer, such as `retry-after`. */
export class ProblemException extends HttpException {
  private constructor(
    readonly code: string,
    readonly details: JsonObject,
    readonly headers: Readonly<Record<string, string>>,
    /** English text for a code that the catalogue does not know. */
    readonly text: string | null,
  ) {
    super(code, (meaningOf(code) ?? problems.refused).status);
  }

  static of(
    code: ProblemCode,
    details: JsonObject = {},
    headers: Readonly<Record<string, string>> = {},
  ): ProblemException {
    return new ProblemException(code, details, headers, null);
  }

  /**
   * An expected "no" of the domain: its own status when the catalogue has its code, else 422 with code and details kept. One
   * that says when to come again (`retryAfterSec`) says so in the header as well.
   */
  static from(
    { code, details, message }: Refusal,
    headers: Readonly<Record<string, string>> = {},
  ): ProblemException {
    const { retryAfterSec } = details;
    const later: Record<string, string> =
      typeof retryAfterSec === 'number' ? { 'retry-after': String(retryAfterSec) } : {};
    return new ProblemException(code, details, { ...headers, ...later }, message);
  }
}

/** The value of a result, or its refusal thrown as a problem. For controllers only. */
export function valueOrProblem<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw ProblemException.from(result.error);
  return result.value;
}

/** The answer for a problem, in the language that the reader prefers. No registered secret and no bulk gets through. */
export function problemBody(
  { code, details, text }: Pick<ProblemException, 'code' | 'details' | 'text'>,
  requestId: string,
  language: keyof Words,
): Problem {
  const known = meaningOf(code);
  const { status, title, detail } = known ?? problems.refused;
  const said = known === null && text !== null ? text : detail[language];
  return {
    type: `urn:tradingboost:problem:${code}`,
    title: title[language],
    status,
    detail: sanitiseText(said.replace(/\{(\w+)\}/g, (_all, name: string) => show(details[name]))),
    instance: `urn:tradingboost:request:${requestId}`,
    code,
    details: sanitise(details) as JsonObject,
    requestId,
  };
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? '?'));

/** The language of an `accept-language` header: Korean when it is preferred to English, else English. */
export function languageOf(header: string | undefined): keyof Words {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{1,3})?)$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: Number(quality ?? '1'), index };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'ko' || language === 'en'))
    .sort((left, right) => right.quality - left.quality || left.index - right.index);
  return wanted[0]?.language === 'ko' ? 'ko' : 'en';
}
