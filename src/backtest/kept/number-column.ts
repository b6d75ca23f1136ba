/** Numbers in a block; blocks are never copied as a column grows. */
const BLOCK = 1_024;

/**
 * Numbers of a run in the order in which they came. What a run keeps for its result stands in columns, because nothing in
 * them is an object: a collection of garbage neither copies what was kept nor looks through it, however much there is.
 */
export class NumberColumn {
  length = 0;
  private readonly blocks: Float64Array[] = [];

  push(value: number): void {
    const { length, blocks } = this;
    if (length === blocks.length * BLOCK) blocks.push(new Float64Array(BLOCK));
    this.length = length + 1;
    this.set(length, value);
  }

  /** @param index below the length. */
  set(index: number, value: number): void {
    this.blocks[Math.floor(index / BLOCK)]![index % BLOCK] = value;
  }

  /** @param index below the length. */
  at(index: number): number {
    return this.blocks[Math.floor(index / BLOCK)]![index % BLOCK]!;
  }

  /** Forgets the first numbers. */
  drop(count: number): void {
    const left = this.length - count;
    for (let index = 0; index < left; index += 1) this.set(index, this.at(count + index));
    this.length = left;
  }
}
