import type { JsonObject } from './json.js';

/**
 * An expected "no", with a stable code and the numbers that caused it.
 * `code` is kebab-case and never changes once published; `message` is English for logs and developers, people read
 * the text that their language has for the code.
 */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details: JsonObject;
}

export const refusal = (code: string, message: string, details: JsonObject = {}): Refusal => ({
  code,
  message,
  details,
});

/** One field of an input that was refused: where it is, what it was, what would have been accepted. */
export interface FieldRefusal {
  /** Path of the field, members joined by dots, indices in brackets: `takeProfits[1].share`. */
  readonly field: string;
  /** The value as it was given, as text. */
  readonly value: string;
  /** The allowed values or range, for a person: `1..10`, `> 0`, `one of long, short, both`. */
  readonly allowed: string;
}
