/**
 * Luck by counting: each draw is a hash of the seed, of what is drawn for and of how often that was drawn before. Taking one draw
 * away does not move the others, which is what lets a failing run be made smaller fault by fault.
 */
export class Draws {
  private readonly counters = new Map<string, number>();

  constructor(readonly seed: number) {}

  /** A number in [0, 1) for the next time that `site` draws. */
  unit(site: string): number {
    const count = this.counters.get(site) ?? 0;
    this.counters.set(site, count + 1);
    return hash(this.seed, site, count) / 2 ** 32;
  }

  /** A whole number in [from, to]. */
  whole(site: string, from: number, to: number): number {
    return from + Math.floor(this.unit(site) * (to - from + 1));
  }

  chance(site: string, probability: number): boolean {
    return probability > 0 && this.unit(site) < probability;
  }

  pick<T>(site: string, list: readonly T[]): T {
    return list[Math.floor(this.unit(site) * list.length)]!;
  }
}

const hashes = new Map<string, number>();

/** 32 bits that depend on all three. */
function hash(seed: number, site: string, count: number): number {
  let name = hashes.get(site);
  if (name === undefined) {
    name = 0x811c9dc5;
    for (let index = 0; index < site.length; index += 1)
      name = Math.imul(name ^ site.charCodeAt(index), 0x01000193);
    hashes.set(site, name);
  }
  return mixed(mixed(mixed(seed | 0) ^ name) ^ Math.imul(count + 1, 0x9e3779b1)) >>> 0;
}

/** The finaliser of MurmurHash3: every bit in moves every bit out. */
function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
