/** A candle whose prices are whole numbers of one unit, whichever. */
export interface Bar {
  readonly open: bigint;
  readonly high: bigint;
  readonly low: bigint;
  readonly close: bigint;
}

/** The next candle each time it is asked, for ever. */
export type Bars = () => Bar;
