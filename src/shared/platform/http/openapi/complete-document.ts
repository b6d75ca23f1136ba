import type { OpenAPIObject } from '@nestjs/swagger';
import { NOT_KEPT_MARK } from '../idempotency/answer-not-kept.decorator.js';
import { problemContent } from '../problem.dto.js';
import { problems, type ProblemCode } from '../problem-codes.js';
import { Sampler, type Schema } from './sample.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];
type Response = Exclude<NonNullable<Responses[string]>, { $ref: string }>;
type Parameter = NonNullable<Operation['parameters']>[number];
type Content = Record<string, { schema?: Schema; example?: unknown; examples?: unknown }>;

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const API = '/api/';

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same body has one effect, however often it is sent; its answer is given again for a day.',
  schema: { type: 'string', minLength: 1, maxLength: 128, example: 'b8c1d5a0-order-17' },
};

const LANGUAGE: Parameter = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description: 'Korean or English: the language of messages and of problems',
  schema: { type: 'string', default: 'en', example: 'ko' },
};

/** What controllers may declare as well, for they read it; here it is said once and in one way. */
const COMMON = ['idempotency-key', 'accept-language'];

const LIMIT_HEADERS = {
  'RateLimit-Limit': { description: 'Requests a minute', schema: { type: 'integer', example: 1200 } },
  'RateLimit-Remaining': { description: 'Requests left now', schema: { type: 'integer', example: 1199 } },
  'RateLimit-Reset': { description: 'Seconds until all are left', schema: { type: 'integer', example: 1 } },
} as const;

/**
 * Adds to a document what no controller says because every route does it: who may call it, keys of repeated requests, limits,
 * the problems that any request can meet, and an example of every body and answer.
 */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  for (const { path, method, operation } of operationsOf(document)) {
    if (path.startsWith(API)) addManners(operation, method);
    addExamples(document, path, operation);
  }
  return document;
}

/** Members of bodies, answers and parameters that no example is known for, each with its route. */
export const missingExamples = (document: OpenAPIObject): readonly string[] =>
  operationsOf(document).flatMap(({ path, method, operation }) =>
    addExamples(document, path, operation).map((name) => `${method} ${path}: ${name}`),
  );

const operationsOf = (document: OpenAPIObject) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );

function addManners(operation: Operation, method: string): void {
  const signedIn = operation.security !== undefined;
  const changes = method !== 'get';
  const kept = signedIn && changes && markOf(operation, NOT_KEPT_MARK) !== true;
  const parameters = (operation.parameters ?? []).filter(
    (parameter) => '$ref' in parameter || !COMMON.includes(parameter.name.toLowerCase()),
  );
  const reads = parameters.length > 0 || operation.requestBody !== undefined;
  operation.parameters = [...parameters, LANGUAGE, ...(kept ? [IDEMPOTENCY_KEY] : [])];
  const codes: ProblemCode[] = ['too-many-requests'];
  if (reads || changes) codes.push('validation-failed');
  if (signedIn) codes.push('unauthenticated');
  if (signedIn && levelOf(operation) !== 'viewer') codes.push('forbidden');
  if (kept) codes.push('request-in-progress', 'idempotency-key-used');
  if (operation.requestBody !== undefined) codes.push('body-too-large', 'unsupported-media-type');
  for (const code of codes) addProblem(operation.responses, code);
  for (const [status, response] of Object.entries(operation.responses))
    if (status.startsWith('2') && response !== undefined && !('$ref' in response))
      response.headers = { ...response.headers, ...LIMIT_HEADERS };
}

const levelOf = (operation: Operation): unknown => markOf(operation, 'x-access');

const markOf = (operation: Operation, name: string): unknown =>
  (operation as unknown as Readonly<Record<string, unknown>>)[name];

/** Joins a problem to those of its status that the route declares itself. */
function addProblem(responses: Responses, code: ProblemCode): void {
  const { status, title } = problems[code];
  const there = responses[String(status)] as Response | undefined;
  const text = `\`${code}\`: ${title.en}`;
  if (there?.description.includes(`\`${code}\``) === true) return;
  const content = problemContent([code]);
  const known = (there?.content as Content | undefined)?.['application/problem+json']?.examples;
  responses[String(status)] = {
    description: there === undefined ? text : `${there.description}; ${text}`,
    content: {
      'application/problem+json': {
        ...content['application/problem+json'],
        examples: { ...(known as object | undefined), ...content['application/problem+json'].examples },
      },
    },
  };
}

/** Gives every JSON body and answer of an operation an example, and answers the members that have none. */
function addExamples(document: OpenAPIObject, path: string, operation: Operation): readonly string[] {
  const components = document.components ?? {};
  const missing: string[] = [];
  const fill = (content: Content | undefined): void => {
    const body = content?.['application/json'];
    if (body?.schema === undefined || body.examples !== undefined) return;
    const sample = Sampler.of(components, path, body.schema);
    body.example ??= sample.value;
    missing.push(...sample.missing);
  };
  const { requestBody } = operation;
  if (requestBody !== undefined && !('$ref' in requestBody)) fill(requestBody.content);
  for (const response of Object.values(operation.responses))
    if (response !== undefined && !('$ref' in response)) fill(response.content);
  for (const parameter of operation.parameters ?? []) {
    if ('$ref' in parameter || parameter.schema === undefined) continue;
    if (parameter.in !== 'path' && parameter.required !== true) continue;
    const sample = Sampler.of(components, path, parameter.schema, parameter.name);
    parameter.example ??= sample.value;
    missing.push(...sample.missing);
  }
  return missing;
}
