/** Decisions in a block; blocks are never copied as the log grows. */
const BLOCK = 8_192;

/** When decisions were made: at which time, and which candle was the last to have closed. */
export class DecisionLog {
  count = 0;
  private readonly times: Float64Array[] = [];
  private readonly candles: Int32Array[] = [];
  private time = new Float64Array(0);
  private candle = new Int32Array(0);
  private free = 0;

  add(at: number, candle: number): void {
    if (this.free === this.time.length) this.extend();
    this.time[this.free] = at;
    this.candle[this.free] = candle;
    this.free += 1;
    this.count += 1;
  }

  at(index: number): number {
    return this.times[Math.floor(index / BLOCK)]![index % BLOCK]!;
  }

  candleAt(index: number): number {
    return this.candles[Math.floor(index / BLOCK)]![index % BLOCK]!;
  }

  private extend(): void {
    this.time = new Float64Array(BLOCK);
    this.candle = new Int32Array(BLOCK);
    this.times.push(this.time);
    this.candles.push(this.candle);
    this.free = 0;
  }
}
