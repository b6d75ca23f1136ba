import { refusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';

export const MAX_BODY_DEPTH = 32;

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** The first key that could reach a prototype, or undefined. */
export function forbiddenKeyOf(value: object): string | undefined {
  for (const name of Object.keys(value)) if (forbiddenKeys.has(name)) return name;
  return undefined;
}

/** Whether a text can be kept: no database takes a zero character or half of a pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const unstorable = err(refusal('unstorable-text', 'a text has a character that cannot be stored'));
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body. Beyond the syntax it refuses what later code would stumble over: bytes that are not UTF-8, deep
 * nesting, keys that touch prototypes, texts that no database takes, numbers that a double cannot hold (1e400), and -0, which equals 0 and prints
 * otherwise. An empty body is undefined. Costs one pass over the value, without recursion.
 */
export function parseJsonBody(bytes: Uint8Array): Result<unknown, Refusal> {
  if (bytes.byteLength === 0) return ok(undefined);
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    return err(refusal('malformed-json', 'the body is not JSON in UTF-8'));
  }
  return inspect(value) ?? ok(value);
}

function inspect(root: unknown): Result<never, Refusal> | null {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
        return err(refusal('number-out-of-range', 'a number cannot be read exactly'));
      }
      if (typeof value === 'string' && !isStorable(value)) return unstorable;
      if (typeof value !== 'object' || value === null) continue;
      if (depth >= MAX_BODY_DEPTH) {
        return err(refusal('body-too-deep', 'the body is nested too deeply', { maxDepth: MAX_BODY_DEPTH }));
      }
      if (!Array.isArray(value)) {
        const key = forbiddenKeyOf(value);
        if (key !== undefined) return err(refusal('forbidden-key', 'the body has a forbidden key', { key }));
        if (!Object.keys(value).every(isStorable)) return unstorable;
      }
      for (const member of Object.values(value)) next.push(member);
    }
    level = next;
  }
  return null;
}
