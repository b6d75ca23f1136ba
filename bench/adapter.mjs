/**
 * What the performance yardstick measures: the public code of the product, the same that live trading uses. The reference
 * loops write into columns that exist already; so do ours, given by the caller as a sweep over many lengths would.
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

let column = new Float64Array(0);
let bands = bollingerColumns(0);

const columnOf = (size) => (column.length === size ? column : (column = new Float64Array(size)));
const bandsOf = (size) => (bands.middle.length === size ? bands : (bands = bollingerColumns(size)));

export const indicators = {
  full: {
    rsi: (closes, length) => rsi(closes, length, columnOf(closes.length)),
    ema: (closes, length) => ema(closes, length, columnOf(closes.length)),
    atr: (highs, lows, closes, length) => atr(highs, lows, closes, length, columnOf(closes.length)),
    bb: (closes, length, deviations) => bollinger(closes, length, deviations, bandsOf(closes.length)).middle,
  },
  stream: {
    rsi: (length) => new Rsi(length),
    ema: (length) => new Ema(length),
    atr: (length) => new Atr(length),
    bb: (length, deviations) => new Bollinger(length, deviations),
  },
};
