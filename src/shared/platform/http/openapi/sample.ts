import type { OpenAPIObject } from '@nestjs/swagger';
import { exampleValue } from './example-values.js';

type Components = NonNullable<OpenAPIObject['components']>;
export type Schema = NonNullable<Components['schemas']>[string];
type Plain = Exclude<Schema, { $ref: string }>;

const INSTANT = '2025-05-01T12:00:00.000Z';

/** An example of a schema, and the members that nobody has an example for. */
export interface Sample {
  readonly value: unknown;
  readonly missing: readonly string[];
}

/** Makes examples of the schemas of a document, for the route of `path`: by classes, then by names, then by kinds. */
export class Sampler {
  private readonly missing: string[] = [];

  private constructor(
    private readonly components: Components,
    private readonly path: string,
  ) {}

  static of(components: Components, path: string, schema: Schema, name = ''): Sample {
    const sampler = new Sampler(components, path);
    return { value: sampler.sample(schema, name), missing: sampler.missing };
  }

  private sample(given: Schema, name: string): unknown {
    const schema = resolve(this.components, given);
    const { type = '', enum: choices, items, properties, format } = schema;
    if (schema.example !== undefined) return schema.example;
    if (schema.allOf !== undefined) return this.sample(schema.allOf[0]!, name);
    if (properties !== undefined)
      return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, this.sample(one, key)]));
    if (choices !== undefined) return choices[0] as unknown;
    if (schema.default !== undefined) return schema.default;
    if (format === 'date-time') return INSTANT;
    const named = exampleValue(name, String(type), this.path);
    if (named !== undefined) return named;
    if (type === 'array' && items !== undefined) return [this.sample(items, name)];
    if (type === 'boolean') return false;
    this.missing.push(name);
    return null;
  }
}

/** The schema itself where a reference stands. */
export function resolve(components: Components, schema: Schema): Plain {
  if (!('$ref' in schema)) return schema;
  const found = components.schemas?.[schema.$ref.split('/').at(-1)!];
  if (found === undefined) throw new Error(`${schema.$ref} is not in the document`);
  return resolve(components, found);
}
