export { PAPER_LIMITS } from './paper-limits.js';
export {
  RequestBudget,
  type RequestBudgetParts,
  type Shortage,
  type TakenRoom,
  type VenueRequest,
} from './request-budget.js';
export type { RequestWindow } from './request-window.js';
export {
  RESERVED_PERCENT,
  shareOf,
  USED_PERCENT,
  type LimitScope,
  type LimitShare,
  type RequestKind,
  type RequestLimit,
  type VenueLimits,
} from './venue-limits.js';
