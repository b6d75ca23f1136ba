import { checkCount, checkRemembered } from './inputs.js';
import { pieces, wholeBlocks } from './pieces.js';

/** The last values, oldest first, at most `length` of them; the last `head` belong to the newer block. */
export type WindowSnapshot = {
  readonly head: number;
  readonly values: readonly number[];
};

/**
 * Sums over the last `length` values in amortised constant time without ever subtracting the value that leaves: a running
 * sum that adds the new and subtracts the old value keeps the rounding errors of everything that has passed, so it drifts
 * and shows a deviation where all closes are equal.
 *
 * The series is cut into blocks of `length`. A window is the tail of one block and the head of the next: the head grows by
 * addition, and the sums of all tails are added up backwards when the next block begins (van Herk's algorithm for sliding
 * maxima, used for sums). What is summed are distances from `anchor`, the first value of the newer block. It belongs to every
 * window that ends in that block, so the distances are no larger than the spread of the window, whatever the price: equal
 * values give sums of exactly 0, and the variance loses at most a factor `length` of precision and never turns negative.
 *
 * Until the first window is full its tail is NaN, and so is everything computed from it.
 */
export class Window {
  readonly inverse: number;
  /** What the older block after each slot sums to: the part of the window that the newer block has not replaced. */
  private readonly tailSums: Float64Array;
  private readonly tailSquares: Float64Array;
  private anchor = NaN;
  /** Ring of the last values; slots below `head` belong to the newer block, the others to the older one. */
  private readonly values: Float64Array;
  private head: number;
  private headSum = NaN;
  private headSquares = NaN;

  constructor(readonly length: number) {
    this.inverse = 1 / length;
    this.tailSums = new Float64Array(length);
    this.tailSquares = new Float64Array(length);
    this.values = new Float64Array(length).fill(NaN);
    this.head = length;
  }

  push(value: number): void {
    if (this.head === this.length) this.beginBlock(value);
    const distance = value - this.anchor;
    this.headSum += distance;
    this.headSquares += distance * distance;
    this.values[this.head] = value;
    this.head += 1;
  }

  /** Mean of the window. */
  mean(): number {
    return this.anchor + this.offset();
  }

  /** Population variance of the window. */
  variance(): number {
    const offset = this.offset();
    return (this.headSquares + this.tailSquares[this.head - 1]!) * this.inverse - offset * offset;
  }

  /** The older block is complete: the next value begins another. */
  get betweenBlocks(): boolean {
    return this.head === this.length;
  }

  /**
   * Cuts the whole blocks of a column from `first` on into runs, each with the block before it, for a caller who stands
   * between blocks and sums the runs himself, as `push` would. After the last run the window stands at its end.
   */
  *runs(column: Float64Array, first: number): Generator<readonly [Float64Array, number, number]> {
    const { length } = this;
    const end = column.length - ((column.length - first) % length);
    let older: Float64Array = this.values;
    for (const [from, to] of pieces(first, end, wholeBlocks(length))) {
      yield [older, from, to];
      older = column.subarray(to - length, to);
    }
    if (end <= first) return;
    this.values.set(older);
    this.resume(length);
  }

  snapshot(): WindowSnapshot {
    const { head } = this;
    const inOrder = [...this.values.subarray(head), ...this.values.subarray(0, head)];
    return { head, values: inOrder.filter((value) => !Number.isNaN(value)) };
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(length: number, { head, values }: WindowSnapshot): Window {
    const window = new Window(length);
    const count = checkCount(values.length, length);
    if (count === 0) return window;
    if (checkCount(head, length) === 0 || (count < length && head !== count)) {
      throw new RangeError(`a snapshot of ${count} values cannot have ${head} in the newer block`);
    }
    values.forEach(
      (value, i) => (window.values[(head - count + length + i) % length] = checkRemembered(value)),
    );
    window.resume(head);
    return window;
  }

  /** Sums what stands in the ring in the order in which `push` would have. */
  private resume(head: number): void {
    this.beginBlock(this.values[0]!);
    for (let i = 0; i < head; i += 1) this.push(this.values[i]!);
  }

  /** Mean of the distances. */
  private offset(): number {
    return (this.headSum + this.tailSums[this.head - 1]!) * this.inverse;
  }

  private beginBlock(anchor: number): void {
    this.anchor = anchor;
    this.head = 0;
    this.headSum = 0;
    this.headSquares = 0;
    sumTails(anchor, this.values, 0, this.length, this.tailSums, this.tailSquares, 0);
  }
}

/**
 * Sums the distances to `anchor`, and their squares, over every tail of the block of `length` that stands in `older` from
 * `from` on. What the tail after slot `i` sums to stands at `at + i` then; the last one is empty.
 */
export function sumTails(
  anchor: number,
  older: Float64Array,
  from: number,
  length: number,
  sums: Float64Array,
  squares: Float64Array,
  at: number,
): void {
  let sum = 0;
  let square = 0;
  sums[at + length - 1] = 0;
  squares[at + length - 1] = 0;
  for (let i = length - 1; i > 0; i -= 1) {
    const distance = older[from + i]! - anchor;
    sum += distance;
    square += distance * distance;
    sums[at + i - 1] = sum;
    squares[at + i - 1] = square;
  }
}
