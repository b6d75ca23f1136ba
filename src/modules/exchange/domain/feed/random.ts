/** State of the generator: four unsigned 32-bit integers. */
export type RandomState = readonly [number, number, number, number];

/**
 * Small Fast Counter (sfc32) of Chris Doty-Humphrey's PractRand: 32-bit integer operations only, so a seed gives the same
 * numbers on every machine. Owned here because the simulated market promises that a seed means one market for ever.
 */
export class SeededRandom {
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  constructor(state: RandomState) {
    [this.a, this.b, this.c, this.counter] = state;
  }

  static seeded(seed: number): SeededRandom {
    const random = new SeededRandom([0, seed >>> 0, Math.floor(seed / 0x1_0000_0000) >>> 0, 1]);
    // The first numbers of close seeds resemble each other; they are thrown away.
    for (let warmUp = 0; warmUp < 12; warmUp += 1) random.next();
    return random;
  }

  get state(): RandomState {
    return [this.a, this.b, this.c, this.counter];
  }

  /** A double in [0, 1) with 32 random bits. */
  next(): number {
    const sum = (this.a + this.b + this.counter) >>> 0;
    this.counter = (this.counter + 1) >>> 0;
    this.a = (this.b ^ (this.b >>> 9)) >>> 0;
    this.b = (this.c + (this.c << 3)) >>> 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) >>> 0;
    return sum / 0x1_0000_0000;
  }

  /**
   * A standard normal deviate, near enough for a market: the sum of twelve uniforms less six (Irwin-Hall). Additions only:
   * logarithms and cosines differ in their last bit from machine to machine.
   */
  normal(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += this.next();
    return sum;
  }
}
