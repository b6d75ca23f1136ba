/** Numbers as a list of whole steps from one to the next, in units of 10^-decimals: what compresses well. */
export interface Steps {
  readonly decimals: number;
  readonly steps: readonly number[];
}

export function steps(values: readonly number[], decimals: number): Steps {
  const unit = 10 ** decimals;
  let last = 0;
  return {
    decimals,
    steps: values.map((value) => {
      const units = Math.round(value * unit);
      const step = units - last;
      last = units;
      return step;
    }),
  };
}

/** Decimals that leave a value as large as `largest` seven digits: finer than a screen shows. */
export const decimalsToDraw = (largest: number): number =>
  Math.min(12, Math.max(0, 6 - Math.floor(Math.log10(Math.max(largest, 1e-6)))));

/** Texts that come again and again, each once, and where they stand. */
export class Lexicon {
  private readonly indices = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.indices.get(text);
    if (known !== undefined) return known;
    this.indices.set(text, this.indices.size);
    return this.indices.size - 1;
  }

  get texts(): readonly string[] {
    return [...this.indices.keys()];
  }
}
