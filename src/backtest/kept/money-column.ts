/** Amounts in a block; blocks are never copied as a column grows. */
const BLOCK = 1_024;
/** Bits of a word; an amount has two. */
const WORD = 64n;
const WORD_BITS = Number(WORD);

interface Block {
  readonly high: BigInt64Array;
  readonly low: BigUint64Array;
}

/**
 * Exact amounts in units of 10^-18 in the order in which they came: a `NumberColumn` of 128 bits each, in which every amount
 * of `Decimal(38,18)` fits.
 */
export class MoneyColumn {
  length = 0;
  private readonly blocks: Block[] = [];

  /** @throws RangeError when the amount does not fit. */
  push(amount: bigint): void {
    const { length, blocks } = this;
    if (length === blocks.length * BLOCK)
      blocks.push({ high: new BigInt64Array(BLOCK), low: new BigUint64Array(BLOCK) });
    this.length = length + 1;
    this.set(length, amount);
  }

  /** @param index below the length. @throws RangeError when the amount does not fit. */
  set(index: number, amount: bigint): void {
    const high = amount >> WORD;
    if (BigInt.asIntN(WORD_BITS, high) !== high) throw new RangeError(`${amount} is no amount of money`);
    const block = this.blocks[Math.floor(index / BLOCK)]!;
    const place = index % BLOCK;
    block.high[place] = high;
    // A word takes the lower bits of what it is given.
    block.low[place] = amount;
  }

  /** @param index below the length. */
  at(index: number): bigint {
    const block = this.blocks[Math.floor(index / BLOCK)]!;
    const place = index % BLOCK;
    return (block.high[place]! << WORD) + block.low[place]!;
  }

  /** Forgets the first amounts. */
  drop(count: number): void {
    const left = this.length - count;
    for (let index = 0; index < left; index += 1) this.set(index, this.at(count + index));
    this.length = left;
  }
}
