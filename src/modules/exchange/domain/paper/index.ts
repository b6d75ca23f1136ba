export { accountEquity, openAccount } from './account.js';
export type { Account, Book, Phase } from './book.js';
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
export { atOpen } from './open.js';
export { openBook, prepareBook } from './open-book.js';
export { accept, type BookCommand, type CancelCommand, type PlaceCommand } from './orders/accept.js';
export { alongPath, pathPoints } from './path.js';
export {
  DEFAULT_FEES,
  DEFAULT_SLIPPAGE_BPS,
  type BookTerms,
  type FillRule,
  type FundingCharge,
  type FundingTerms,
  type MarginMode,
} from './terms.js';
export {
  equityAt,
  equityNumberAt,
  formatAverage,
  openOrders,
  positionOf,
  type BookPosition,
  type OpenOrder,
} from './view.js';
