/** What other parts of the program, scripts and benchmarks may use of the backtest. */
export { CannotFollow, runAgain, type AgainFill, type BotRun } from './again/run-again.js';
export { BadFile, BadInput } from './bad-input.js';
export {
  emptyColumns,
  firstAt,
  inDecimals,
  joinColumns,
  sliceColumns,
  type CandleColumns,
} from './candles/columns.js';
export { readCandles, type ReadingOptions } from './candles/read-candles.js';
export { candleMs, gapsOf } from './candles/timeline.js';
export type { BacktestResult } from './result/backtest-result.js';
export type { PortfolioResult } from './result/portfolio-result.js';
export type { PriceBar, ReportExtras } from './result/report-extras.js';
export {
  openRun,
  runCandles,
  runMarket,
  writeResult,
  type FinishedRun,
  type RunHooks,
} from './run-backtest.js';
export { prepareMarket, type PreparedMarket } from './setup/prepare.js';
export { readInstrument } from './setup/read-instrument.js';
export { USUAL, type FundingRequest, type SymbolRequest, type TradingRequest } from './setup/request.js';
export { asBot, type Bot } from './strategies/bot.js';
