import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { JsonObject } from '../../pure/json.js';
import { problemBody, type Problem } from './problem.js';
import { problems, type ProblemCode } from './problem-codes.js';

/** The shape of every error answer, for the API document. */
export class ProblemDto implements Problem {
  @ApiProperty({ type: String, example: 'urn:tradingboost:problem:not-found' })
  readonly type: string;

  @ApiProperty({ type: String, description: 'What happened, in the language of the request' })
  readonly title: string;

  @ApiProperty({ type: 'integer', example: 404 })
  readonly status: number;

  @ApiProperty({ type: String, description: 'What to do' })
  readonly detail: string;

  @ApiProperty({ type: String })
  readonly instance: string;

  @ApiProperty({ type: String, description: 'Stable code for programs', example: 'not-found' })
  readonly code: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The numbers that caused it' })
  readonly details: JsonObject;

  @ApiProperty({ type: String, description: 'The id to tell the operator' })
  readonly requestId: string;
}

/** The answers of some problems of one status, each as a reader of English sees it. */
export const problemContent = (codes: readonly ProblemCode[]) => ({
  'application/problem+json': {
    schema: { $ref: getSchemaPath(ProblemDto) },
    examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
  },
});

const REQUEST_ID = '01970000-0000-7000-8000-000000000000';

const exampleOf = (code: ProblemCode): Problem =>
  problemBody({ code, details: {}, text: null }, REQUEST_ID, 'en');

/** Documents the problems a route may answer, grouped by status. */
export function ApiProblems(...codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator {
  const statuses = [...new Set(codes.map((code) => problems[code].status))];
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: codes
          .filter((code) => problems[code].status === status)
          .map((code) => `\`${code}\`: ${problems[code].title.en}`)
          .join('; '),
        content: problemContent(codes.filter((code) => problems[code].status === status)),
      }),
    ),
  );
}
