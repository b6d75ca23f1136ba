import { NONE, sum } from './numbers.js';

/** High, low and close of a candle, all that ranges and directional movement look at. */
export interface HighLowClose {
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Wilder's RSI as the strategy page writes it; NONE before the (length + 1)-th close. */
export function wilderRsi(closes: readonly number[], length: number): readonly number[] {
  const changes = closes.slice(1).map((close, index) => close - closes[index]!);
  const gains = wilderAverage(
    changes.map((change) => Math.max(change, 0)),
    length,
  );
  const losses = wilderAverage(
    changes.map((change) => Math.max(-change, 0)),
    length,
  );
  return closes.map((_, index) => {
    const gain = gains[index - 1] ?? NONE;
    const loss = losses[index - 1] ?? NONE;
    if (Number.isNaN(gain)) return NONE;
    if (loss === 0) return gain === 0 ? 50 : 100;
    return 100 - 100 / (1 + gain / loss);
  });
}

/** Mean of the first `length` values, from then on (avg (n - 1) + new) / n; NONE before. */
export function wilderAverage(values: readonly number[], length: number): readonly number[] {
  let average = NONE;
  return values.map((value, index) => {
    if (index + 1 === length) average = sum(values.slice(0, length)) / length;
    if (index + 1 > length) average = (average * (length - 1) + value) / length;
    return average;
  });
}

/** True range of every candle but the first, which has no previous close. */
export const trueRanges = (candles: readonly HighLowClose[]): readonly number[] =>
  candles
    .slice(1)
    .map(({ high, low }, index) =>
      Math.max(high - low, Math.abs(high - candles[index]!.close), Math.abs(low - candles[index]!.close)),
    );

/** Wilder's ATR: the first true range at the second candle, the first value the mean of `length` of them. */
export const wilderAtr = (candles: readonly HighLowClose[], length: number): readonly number[] => [
  ...(candles.length === 0 ? [] : [NONE]),
  ...wilderAverage(trueRanges(candles), length),
];
