import {
  Adx,
  Atr,
  Bollinger,
  Ema,
  Rsi,
  Sma,
  type AdxSnapshot,
  type AtrSnapshot,
  type BollingerSnapshot,
  type EmaSnapshot,
  type PriceColumns,
  type RsiSnapshot,
  type SmaSnapshot,
} from '../../src/shared/pure/indicators/index.js';

/** One indicator with its memory, as the tests of the whole family see it: every output of each candle in a row. */
export interface Stream {
  readonly next: (high: number, low: number, close: number) => readonly number[];
  readonly fold: (prices: PriceColumns) => readonly Float64Array[];
  readonly snapshot: () => unknown;
}

export interface Member {
  readonly name: string;
  readonly least: number;
  readonly warmUp: (length: number) => number;
  readonly start: (length: number) => Stream;
  readonly restore: (snapshot: unknown) => Stream;
}

const rsi = (it: Rsi): Stream => ({
  next: (_high, _low, close) => [it.next(close)],
  fold: ({ close }) => [it.fold(close)],
  snapshot: () => it.snapshot(),
});
const sma = (it: Sma): Stream => ({
  next: (_high, _low, close) => [it.next(close)],
  fold: ({ close }) => [it.fold(close)],
  snapshot: () => it.snapshot(),
});
const ema = (it: Ema): Stream => ({
  next: (_high, _low, close) => [it.next(close)],
  fold: ({ close }) => [it.fold(close)],
  snapshot: () => it.snapshot(),
});
const atr = (it: Atr): Stream => ({
  next: (high, low, close) => [it.next(high, low, close)],
  fold: ({ high, low, close }) => [it.fold(high, low, close)],
  snapshot: () => it.snapshot(),
});
const bollinger = (it: Bollinger): Stream => ({
  next: (_high, _low, close) => [it.next(close), it.upper, it.lower],
  fold: ({ close }) => {
    const { upper, middle, lower } = it.fold(close);
    return [middle, upper, lower];
  },
  snapshot: () => it.snapshot(),
});
const adx = (it: Adx): Stream => ({
  next: (high, low, close) => [it.next(high, low, close), it.plusDi, it.minusDi],
  fold: ({ high, low, close }) => {
    const columns = it.fold(high, low, close);
    return [columns.adx, columns.plusDi, columns.minusDi];
  },
  snapshot: () => it.snapshot(),
});

export const FAMILY: readonly Member[] = [
  {
    name: 'RSI',
    least: Rsi.leastLength,
    warmUp: (length) => length + 1,
    start: (length) => rsi(new Rsi(length)),
    restore: (snapshot) => rsi(Rsi.restore(snapshot as RsiSnapshot)),
  },
  {
    name: 'SMA',
    least: Sma.leastLength,
    warmUp: (length) => length,
    start: (length) => sma(new Sma(length)),
    restore: (snapshot) => sma(Sma.restore(snapshot as SmaSnapshot)),
  },
  {
    name: 'EMA',
    least: Ema.leastLength,
    warmUp: (length) => length,
    start: (length) => ema(new Ema(length)),
    restore: (snapshot) => ema(Ema.restore(snapshot as EmaSnapshot)),
  },
  {
    name: 'ATR',
    least: Atr.leastLength,
    warmUp: (length) => length + 1,
    start: (length) => atr(new Atr(length)),
    restore: (snapshot) => atr(Atr.restore(snapshot as AtrSnapshot)),
  },
  {
    name: 'Bollinger',
    least: Bollinger.leastLength,
    warmUp: (length) => length,
    start: (length) => bollinger(new Bollinger(length, 2)),
    restore: (snapshot) => bollinger(Bollinger.restore(snapshot as BollingerSnapshot)),
  },
  {
    name: 'ADX',
    least: Adx.leastLength,
    warmUp: (length) => 2 * length,
    start: (length) => adx(new Adx(length)),
    restore: (snapshot) => adx(Adx.restore(snapshot as AdxSnapshot)),
  },
];
