import type { Brand } from '../brand.js';

/** Milliseconds since 1970-01-01T00:00:00Z, a safe integer. */
export type EpochMs = Brand<number, 'EpochMs'>;

/** @throws RangeError when `value` is not a safe integer within what a calendar can show. */
export function epochMs(value: number): EpochMs {
  if (!Number.isSafeInteger(value) || Math.abs(value) > 8.64e15) {
    throw new RangeError(`not a time in integer milliseconds: ${value}`);
  }
  return value as EpochMs;
}
