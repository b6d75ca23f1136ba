/** The next number in [0, 1) of one site. */
export type Draw = () => number;

/**
 * Luck by counting: each draw is a hash of the seed, of what is drawn for and of how often that was drawn before. Taking one draw
 * away does not move the others, which is what lets a failing run be made smaller fault by fault.
 */
export class Draws {
  private readonly sites = new Map<string, Draw>();

  constructor(readonly seed: number) {}

  /** A number in [0, 1) for the next time that `site` draws. */
  unit(site: string): number {
    return this.at(site)();
  }

  /** Draws for one site, for whoever draws there again and again. */
  at(site: string): Draw {
    const there = this.sites.get(site);
    if (there !== undefined) return there;
    const begin = mixed(mixed(this.seed | 0) ^ hashOf(site));
    let count = 0;
    const draw: Draw = () => {
      count += 1;
      return (mixed(begin ^ Math.imul(count, 0x9e3779b1)) >>> 0) / 2 ** 32;
    };
    this.sites.set(site, draw);
    return draw;
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

/** FNV-1a: 32 bits that depend on the name. */
function hashOf(site: string): number {
  let name = 0x811c9dc5;
  for (let index = 0; index < site.length; index += 1)
    name = Math.imul(name ^ site.charCodeAt(index), 0x01000193);
  return name;
}

/** The finaliser of MurmurHash3: every bit in moves every bit out. */
function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
