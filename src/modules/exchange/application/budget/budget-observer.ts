import type { Shortage, VenueRequest } from '../../domain/budget/index.js';

/** Hears of requests that had no room. */
export interface BudgetObserver {
  /** It begins to wait for this. */
  readonly waits: (request: VenueRequest, shortages: readonly Shortage[]) => void;
  /** It has got room after so long. */
  readonly waited: (request: VenueRequest, ms: number) => void;
  /** It was given up and never left. */
  readonly refused: (request: VenueRequest, shortages: readonly Shortage[]) => void;
  /** The venue itself has found it too many. */
  readonly refusedByVenue: (request: VenueRequest) => void;
}
