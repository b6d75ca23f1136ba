export { differences, refold, type Difference, type KeptInput } from './audit.js';
export { bearersOf, POSTED_WITHIN_MS, type Held } from './bearers.js';
export { feeInQuote, movedSize, quoteOf } from './currency.js';
export { exposureOf, type Exposure, type HeldSizes } from './exposure.js';
export { adjusted, charged, fold, type Folded } from './fold.js';
export { costOf, signOf, type Life, type PositionFill, type Run } from './life.js';
export {
  floatingOf,
  openPartOf,
  realisedOf,
  sumOfTerms,
  totalOf,
  type OpenPart,
  type PnlTerms,
} from './pnl.js';
export {
  formatPrice,
  formatSize,
  formatValue,
  moneyOfValue,
  readPrice,
  readSize,
  readValue,
} from './scales.js';
export { divideCharge, shareOf } from './share.js';
