import type { Json } from '../../pure/json.js';
import { maskSecrets, REDACTED } from './secret-mask.js';
import { isSecretName, maskNamedSecrets } from './secret-names.js';

const MAX_DEPTH = 8;
const MAX_MEMBERS = 100;
const MAX_NODES = 1_000;
const MAX_TEXT = 16_384;

/**
 * Turns any value into bounded plain JSON that shows no secret: members named like one are masked whole, registered
 * values and `name=value` pairs inside texts too. It never throws and never runs a `toJSON` of the value.
 */
export function sanitise(value: unknown): Json {
  return visit(value, { nodes: 0, parents: new Set() });
}

/** A text without secrets, cut to a bounded length. */
export function sanitiseText(text: string): string {
  const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  const masked = maskNamedSecrets(maskSecrets(cut));
  return text.length > MAX_TEXT ? `${masked}… (${text.length} characters)` : masked;
}

interface Walk {
  nodes: number;
  readonly parents: Set<object>;
}

function visit(value: unknown, walk: Walk): Json {
  walk.nodes += 1;
  switch (typeof value) {
    case 'string':
      return sanitiseText(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'bigint':
      return sanitiseText(value.toString());
    case 'object':
      return value === null ? null : visitObject(value, walk);
    case 'function':
    case 'symbol':
    case 'undefined':
      return `[${typeof value}]`;
  }
}

function visitObject(value: object, walk: Walk): Json {
  if (walk.parents.has(value)) return '[circular]';
  if (walk.parents.size >= MAX_DEPTH) return '[too deep]';
  if (walk.nodes >= MAX_NODES) return '[too much]';
  walk.parents.add(value);
  try {
    return describe(value, walk);
  } catch {
    return '[unreadable]';
  } finally {
    walk.parents.delete(value);
  }
}

function describe(value: object, walk: Walk): Json {
  if (value instanceof Error) return describeError(value, walk);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof URL) return sanitiseText(`${value.origin}${value.pathname}`);
  if (value instanceof Map) return members([...value].slice(0, MAX_MEMBERS + 1), walk);
  if (value instanceof Set) return list([...value].slice(0, MAX_MEMBERS + 1), walk);
  return Array.isArray(value) ? list(value, walk) : members(Object.entries(value), walk);
}

function describeError(error: Error, walk: Walk): Json {
  const { name, message, stack, cause } = error;
  const rest = Object.entries(error).filter(([key]) => !['name', 'message', 'stack', 'cause'].includes(key));
  const own = cause === undefined ? rest : [...rest, ['cause', cause] as const];
  return {
    name: sanitiseText(textOf(name)),
    message: sanitiseText(textOf(message)),
    stack: typeof stack === 'string' ? sanitiseText(stack) : undefined,
    ...members(own, walk),
  };
}

/** Anybody may have put anything into the members of an error. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : `[${typeof value}]`);

function list(values: readonly unknown[], walk: Walk): Json {
  const shown = values.slice(0, MAX_MEMBERS).map((value) => visit(value, walk));
  return values.length > MAX_MEMBERS ? [...shown, '[more]'] : shown;
}

function members(entries: readonly (readonly [unknown, unknown])[], walk: Walk): Record<string, Json> {
  const shown = entries.slice(0, MAX_MEMBERS).map(([key, value]) => {
    const name = typeof key === 'string' ? key : `[${typeof key}]`;
    const hidden = isSecretName(name) && !isHarmless(value);
    return [sanitiseText(name), hidden ? REDACTED : visit(value, walk)] as const;
  });
  return Object.fromEntries(entries.length > MAX_MEMBERS ? [...shown, ['more', true] as const] : shown);
}

const isHarmless = (value: unknown): boolean =>
  value === null || value === undefined || typeof value === 'boolean';
