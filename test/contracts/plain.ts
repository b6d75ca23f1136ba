import type { Brand } from '../../src/shared/pure/brand.js';
import type { JsonObject } from '../../src/shared/pure/json.js';

/**
 * What a message looks like in a golden file: brands are their primitives, and members that may be left out are present,
 * so that a new optional member needs a new golden file as well. Any JSON (a settings document) is taken as it is.
 */
export type Plain<T> = T extends string
  ? T extends Brand<string, string>
    ? string
    : T
  : T extends number
    ? T extends Brand<number, string>
      ? number
      : T
    : T extends object
      ? JsonObject extends T
        ? T
        : { [Member in keyof T]-?: Plain<Exclude<T[Member], undefined>> }
      : T;
