/**
 * What the performance yardstick measures: the public code of the product, the same that live trading uses. The reference
 * loops write into three columns that exist already; so do ours, which a caller may give as one who sweeps many lengths does.
 */
import {
  Atr,
  atr,
  Bollinger,
  bollinger,
  bollingerColumns,
  Ema,
  ema,
  Rsi,
  rsi,
} from '../dist/shared/pure/indicators/index.js';

let columns = bollingerColumns(0);
const columnsOf = (size) => (columns.middle.length === size ? columns : (columns = bollingerColumns(size)));
const columnOf = (size) => columnsOf(size).middle;

export const indicators = {
  full: {
    rsi: (closes, length) => rsi(closes, length, columnOf(closes.length)),
    ema: (closes, length) => ema(closes, length, columnOf(closes.length)),
    atr: (highs, lows, closes, length) => atr(highs, lows, closes, length, columnOf(closes.length)),
    bb: (closes, length, deviations) =>
      bollinger(closes, length, deviations, columnsOf(closes.length)).middle,
  },
  stream: {
    rsi: (length) => new Rsi(length),
    ema: (length) => new Ema(length),
    atr: (length) => new Atr(length),
    bb: (length, deviations) => new Bollinger(length, deviations),
  },
};
