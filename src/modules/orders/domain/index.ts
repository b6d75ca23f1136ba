export { absenceOf, FORGOTTEN, type Absence, type Remembers } from './absence.js';
export { decodeClientOrderId, encodeClientOrderId, hashedPart, type OrderName } from './client-order-id.js';
export { emergencyLeg } from './emergency-close.js';
export { addedSize, grossSize, isSpot, unitsOfText, valueOf, type Holdings } from './exposure.js';
export { BY_HAND, FOREIGN, type Adjustment, type Holding } from './holdings.js';
export {
  fundsDenial,
  paidIn,
  reservationOf,
  reservedFor,
  type Funds,
  type Reservation,
} from './reservation.js';
export { closableOf, closingOrder, keptLeg, type Kept, type LanePosition } from './kept-position.js';
export { coinOf, movedBy, movedByOthers, type MovingExecution } from './received.js';
export { learn, type Evidence, type Learnt, type OrderLife } from './order-life.js';
export {
  approve,
  type AccountHalt,
  type ApprovedOrder,
  type Denial,
  type Gate,
  type InstanceRisk,
  type LaneHalt,
  type RiskFacts,
  type Wish,
} from './risk/approve.js';
export {
  COUNT_LIMITS,
  defaultLimits,
  DEFAULT_LIMITS,
  limitsInForce,
  marketDay,
  MONEY_LIMITS,
  NOTHING_CHOSEN,
  quoteOf,
  type ChosenLimits,
  type RiskLimits,
} from './risk/limits.js';
export { NEW_TALLY, type Tally } from './risk/stops.js';
export { isAtVenue, isEnded, isGivenUp, isUnresolved, mayHaveArrived, stronger } from './status.js';
export {
  CLOSE_AGAIN_MS,
  ENDS_AS_MEANT,
  PROTECT_MS,
  REFUSED_FOR_MS,
  REFUSED_STOPS,
  UNDECIDED_MS,
  venueTerms,
  type VenueTerms,
} from './venue-terms.js';
