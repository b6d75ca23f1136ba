import type { Money } from '../../../shared/pure/numbers/money.js';
import { moneyOfValue } from './scales.js';

/** What is held of one instrument, over all positions; sizes never negative. */
export interface HeldSizes {
  readonly long: bigint;
  readonly short: bigint;
}

/** Money at risk at a mark price; null while none is known. */
export interface Exposure {
  /** Long and short together. */
  readonly gross: Money | null;
  /** Long less short. */
  readonly net: Money | null;
}

export function exposureOf({ long, short }: HeldSizes, mark: bigint | null): Exposure {
  if (mark === null) return { gross: null, net: null };
  return { gross: moneyOfValue((long + short) * mark), net: moneyOfValue((long - short) * mark) };
}
