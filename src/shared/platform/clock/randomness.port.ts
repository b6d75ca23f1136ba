/** The only source of randomness of the shell; simulations replace it with a seeded one. */
export abstract class Randomness {
  /** Unpredictable bytes, good enough for keys and tokens. */
  abstract bytes(count: number): Uint8Array;

  /**
   * A whole number in `[0, bound)`, every one equally likely.
   * @throws RangeError when `bound` is not a whole number 1..2^47.
   */
  abstract below(bound: number): number;
}
