export { accountEquity, openAccount, valueAt } from './account.js';
export type { Account, Book, Holding, Phase } from './book.js';
export type { PathCandle } from './candle.js';
export { atClose } from './close.js';
export {
  NO_EVENTS,
  type BookEvent,
  type CancelCause,
  type CancelledEvent,
  type FilledEvent,
  type FundingEvent,
  type LiquidatedEvent,
  type OrderName,
  type RejectedEvent,
  type TriggeredEvent,
} from './events.js';
export { freeze, thaw, type BookState, type OrderState } from './freeze.js';
export { marginOf } from './margin.js';
export { atOpen } from './open.js';
export { isHolding, netLots } from './holding.js';
export { openBook, prepareBook } from './open-book.js';
export { accept, type BookCommand, type CancelCommand, type PlaceCommand } from './orders/accept.js';
export { alongPath, pathPoints } from './path.js';
export { QuietCandles, type PathColumns } from './quiet.js';
export {
  DEFAULT_FEES,
  DEFAULT_SLIPPAGE_BPS,
  MAX_PAPER_ACCOUNTS,
  PAPER_MAX_LEVERAGE,
  POSITION_MODES,
  USUAL_CONDITIONS,
  type BookTerms,
  type FillRule,
  type FundingCharge,
  type FundingTerms,
  type MarginMode,
  type PositionMode,
} from './terms.js';
export {
  equityAt,
  equityNumberAt,
  formatAverage,
  openOrders,
  positionOf,
  positionsOf,
  type BookPosition,
  type OpenOrder,
} from './view.js';
