export { Adx, adx, adxColumns, type AdxColumns, type AdxSnapshot } from './adx.js';
export { Atr, atr, type AtrSnapshot } from './atr.js';
export {
  Bollinger,
  bollinger,
  bollingerColumns,
  type BollingerColumns,
  type BollingerSnapshot,
} from './bollinger.js';
export { Ema, ema, type EmaSnapshot } from './ema.js';
export { LARGEST_INPUT, LONGEST } from './inputs.js';
export { Rsi, rsi, type RsiSnapshot } from './rsi.js';
export { Sma, sma, type SmaSnapshot } from './sma.js';
export { trueRange } from './wilder.js';
export {
  INDICATOR_CATALOGUE,
  LONGEST_BY_NAME,
  planIndicator,
  type CatalogueEntry,
  type IndicatorPlan,
  type PriceColumns,
} from './catalogue.js';
