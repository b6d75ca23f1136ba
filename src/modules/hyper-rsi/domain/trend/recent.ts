import { checkCount, checkRemembered } from '../../../../shared/pure/indicators/inputs.js';

/**
 * The last values of a series in one piece of memory, so that any tail of it is a plain range. What has not been there yet
 * is NaN: everything computed from it is NaN too, and every comparison with that is false, which is just what the strategy
 * page asks of a value that does not exist.
 */
export class Recent {
  readonly values: Float64Array;
  /** One past the newest value; those at `end - length`..`end - 1` are there to be read. */
  end: number;

  constructor(readonly length: number) {
    // Values wander through a room of several lengths before they are carried back to its beginning.
    this.values = new Float64Array(Math.max(256, 4 * length)).fill(NaN);
    this.end = length;
  }

  push(value: number): void {
    if (this.end === this.values.length) {
      this.values.copyWithin(0, this.end - this.length, this.end);
      this.end = this.length;
    }
    this.values[this.end] = value;
    this.end += 1;
  }

  /** The value of `age` pushes ago; NaN when there was none. */
  ago(age: number): number {
    return this.values[this.end - 1 - age]!;
  }

  /** What is there of the last `length` values, oldest first. */
  snapshot(): readonly number[] {
    return [...this.values.subarray(this.end - this.length, this.end)].filter(
      (value) => !Number.isNaN(value),
    );
  }

  /** @throws RangeError when the snapshot was damaged. */
  static restore(length: number, values: readonly number[]): Recent {
    checkCount(values.length, length);
    const recent = new Recent(length);
    for (const value of values) recent.push(checkRemembered(value));
    return recent;
  }
}
