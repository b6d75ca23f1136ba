import { parseDecimal, pow10 } from '../numbers/decimal.js';
import type { Lots } from './scale.js';

/** Whether a text is a share that can be closed: a plain decimal > 0 and <= 100 with at most 2 decimals. */
export const PERCENT_OF_POSITION = /^(?!0+(\.0+)?$)(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/;

/**
 * `percent` of a size, floored to the lot. Exact.
 * @param percent plain decimal
 * @throws RangeError when it is none, or not above 0 and at most 100.
 */
export function partOf(size: Lots, percent: string): Lots {
  const share = parseDecimal(percent);
  if (share === null || !PERCENT_OF_POSITION.test(percent))
    throw new RangeError(`no percentage of a position: ${percent}`);
  return Number((BigInt(size) * share.units) / (100n * pow10(share.scale))) as Lots;
}
