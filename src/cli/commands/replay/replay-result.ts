import type { BacktestResult } from '../../../backtest/index.js';
import type { Difference } from './compare-lines.js';

/** The outcome of a replay as JSON. */
export interface ReplayResult {
  /** Version of this shape. */
  readonly version: 1;
  readonly strategy: string;
  readonly symbol: string;
  readonly candles: BacktestResult['candles'];
  readonly fills: { readonly backtest: number; readonly program: number };
  readonly digest: { readonly backtest: string; readonly program: string };
  readonly same: boolean;
  readonly differences: readonly Difference[];
  /** Wall time that the program took for the candles, its start included. */
  readonly seconds: number;
}

/** The fills among the lines of a digest. */
export const fillsIn = (lines: readonly string[]): number =>
  lines.filter((line) => line.startsWith('F|')).length;
