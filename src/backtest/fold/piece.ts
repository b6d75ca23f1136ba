/** Candles read and folded at once: enough that loops over columns pay, few enough that they stay in the processor's cache. */
export const PIECE = 2_048;
