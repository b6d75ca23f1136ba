import { randomBytes, randomInt } from 'node:crypto';
import { Randomness } from './randomness.port.js';

/** Randomness of the operating system. */
export class SystemRandomness extends Randomness {
  bytes(count: number): Uint8Array {
    return randomBytes(count);
  }

  below(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 47) {
      throw new RangeError(`no whole number lies below ${bound}`);
    }
    return randomInt(bound);
  }
}
