import type { OpenAPIObject } from '@nestjs/swagger';
import { NOT_KEPT_MARK } from '../../src/shared/platform/http/idempotency/answer-not-kept.decorator.js';
import { METHODS } from '../../src/shared/platform/http/openapi/complete-document.js';

/** A parameter of the path or the query, as the document has it. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Record<string, unknown>;
  readonly example?: unknown;
}

/** One route with what the document says of it. */
export interface Operation {
  readonly method: string;
  /** With `{id}` and the like. */
  readonly path: string;
  readonly id: string;
  readonly parameters: readonly Parameter[];
  /** The example of its body; undefined when it takes none. */
  readonly body: Record<string, unknown> | undefined;
  /** Its answer is a secret, which no key of a request repeats. */
  readonly notKept: boolean;
  /** Who may call it. */
  readonly access: 'public' | 'viewer' | 'trader' | 'admin';
  readonly responses: Record<string, { readonly content?: Record<string, any> }>;
}

/** The routes of the API, without probes and metrics. */
export const operationsOf = (document: OpenAPIObject): readonly Operation[] =>
  Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method] as any;
        if (operation === undefined) return [];
        return [
          {
            ...{ method: method.toUpperCase(), path, id: operation.operationId },
            parameters: operation.parameters ?? [],
            body: operation.requestBody?.content?.['application/json']?.example,
            notKept: operation[NOT_KEPT_MARK] === true,
            access: operation['x-access'] ?? 'public',
            responses: operation.responses,
          },
        ];
      }),
    );

/** The address of a route with values for its path; required members of the query as in their examples. */
export function addressOf({ path, parameters }: Operation, values: Readonly<Record<string, string>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(values[name]!));
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}

/** Headers that a route insists on. */
export const headersOf = ({ parameters }: Operation): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter((parameter) => parameter.in === 'header' && parameter.required)
      .map(({ name, schema, example }) => [name.toLowerCase(), String(schema.example ?? example)]),
  );

export const pathParametersOf = ({ parameters }: Operation): readonly string[] =>
  parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);

/** The members of the body of a route, and whether each may be null. */
export function membersOf(
  document: OpenAPIObject,
  { path, method }: Operation,
): ReadonlyMap<string, boolean> {
  const operation = (document.paths[path] as any)[method.toLowerCase()];
  const { schema } = operation.requestBody.content['application/json'];
  const { properties = {} } = document.components!.schemas![schema.$ref?.split('/').at(-1)] ?? schema;
  return new Map(
    Object.entries<any>(properties).map(([name, { nullable }]) => [name, nullable === true] as const),
  );
}
