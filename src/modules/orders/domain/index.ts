export { decodeClientOrderId, encodeClientOrderId, hashedPart, type OrderName } from './client-order-id.js';
export { addedSize, isSpot, valueOf, type Holdings } from './exposure.js';
export { learn, type Evidence, type Learnt, type OrderLife } from './order-life.js';
export {
  approve,
  type ApprovedOrder,
  type Denial,
  type Gate,
  type RiskFacts,
  type Wish,
} from './risk/approve.js';
export { defaultLimits, DEFAULT_LIMITS, limitsInForce, marketDay, type RiskLimits } from './risk/limits.js';
export { isAtVenue, isEnded, stronger } from './status.js';
export { venueTerms, type VenueTerms } from './venue-terms.js';
