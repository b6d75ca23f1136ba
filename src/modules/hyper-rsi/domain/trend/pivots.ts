import { mean } from './band-width.js';
import { Recent } from './recent.js';

/** Candles after a pivot until it is known to be one. */
export const CONFIRMED_AFTER = 10;

/** Pivots of a kind that are remembered. */
const KEPT = 50;

/**
 * Whether the value of ten candles ago is above 0 and strictly above (`sign` 1) or below (-1) each of the `before` values
 * before it and the ten after it, all of which must be there.
 */
export function isPivot({ values, end }: Recent, before: number, sign: 1 | -1): boolean {
  const at = end - 1 - CONFIRMED_AFTER;
  const value = values[at]!;
  if (!(value > 0)) return false;
  // With the nearest first, a value that is none is seen to be none after a step or two.
  const signed = sign * value;
  for (let i = at + 1; i < end; i += 1) if (!(signed > sign * values[i]!)) return false;
  for (let i = at - 1; i >= at - before; i -= 1) if (!(signed > sign * values[i]!)) return false;
  return true;
}

/** The last fifty pivots of one kind and their mean. */
export class Pivots {
  /** NaN while there is none. */
  mean = NaN;
  private readonly kept: Recent;
  private count: number;

  /** @throws RangeError when the snapshot was damaged. */
  constructor(snapshot: readonly number[] = []) {
    this.kept = Recent.restore(KEPT, snapshot);
    this.count = snapshot.length;
    if (this.count > 0) this.average();
  }

  /** Remembers the value of ten candles ago. */
  keep(series: Recent): void {
    this.kept.push(series.ago(CONFIRMED_AFTER));
    this.count = Math.min(this.count + 1, KEPT);
    this.average();
  }

  snapshot(): readonly number[] {
    return this.kept.snapshot();
  }

  private average(): void {
    const { values, end } = this.kept;
    this.mean = mean(values, end - this.count, end);
  }
}
